import { Volume2, VolumeX } from 'lucide-preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { PongScene } from '../../../engine/play/games/pong/pong-scene.ts';
import type { Text } from '../../components/basics/text.ts';
import { useText } from '../../components/basics/text.ts';
import type { GameBoardProps } from '../game-board-props.ts';
import { canvasScale } from './pong-drawing.ts';
import { field, parsePongPoints } from './pong-field.ts';
import type { PongSound } from './pong-sound.ts';
import { createPongSound } from './pong-sound.ts';
import { usePongCourt } from './use-pong-court.ts';
import { usePongScene } from './use-pong-scene.ts';

/** The own paddle is below, and follows mouse, finger or arrow keys. */
export function PongBoard({ game, match, active, onOwn }: GameBoardProps) {
  const { t } = useText();
  const points = parsePongPoints(match.board) ?? { mine: 0, theirs: 0 };
  const { sound, toggle } = usePongSound(points.mine + points.theirs);
  const { canvas, scene, hand } = usePongCourt(onOwn);
  const show = useCallback(
    (next: PongScene) => {
      if (scene.current !== null && next.hits > scene.current.hits) sound.current?.playReturn();
      scene.current = next;
    },
    [scene, sound],
  );
  const stage = usePongScene(game.contactId, show);
  const point = (event: PointerEvent): void => {
    const box = canvas.current?.getBoundingClientRect();
    if (box !== undefined && box.width > 0) hand.point((event.clientX - box.left) / box.width);
  };

  return (
    <>
      <div class="pong-score">
        <span role="status">{t('gameScore', String(points.mine), game.contactName, String(points.theirs))}</span>
        <button
          type="button"
          class="icon-button"
          aria-label={t('pongSound')}
          aria-pressed={toggle.isOn}
          onClick={toggle.change}
        >
          {toggle.isOn ? <Volume2 size={18} aria-hidden="true" /> : <VolumeX size={18} aria-hidden="true" />}
        </button>
      </div>
      <div class="pong-frame">
        <canvas
          ref={canvas}
          class="pong-court"
          role="img"
          aria-label={t('pongCourt')}
          width={field.width * canvasScale}
          height={field.height * canvasScale}
          onPointerMove={point}
          onPointerDown={point}
        />
      </div>
      <p class="pong-stage" role="status">
        {active && stage !== null && stageWords(stage, game.contactName, t)}
      </p>
    </>
  );
}

function stageWords({ phase, seconds }: Pick<PongScene, 'phase' | 'seconds'>, name: string, t: Text['t']): string {
  switch (phase) {
    case 'away':
      return t('pongAway', name);
    case 'waiting':
      return t('pongWaiting', name);
    case 'countdown':
      return t('pongStartsIn', String(seconds));
    default:
      return t('pongHint');
  }
}

/** Off until it is wanted. */
function usePongSound(pointsMade: number) {
  const sound = useRef<PongSound | null>(null);
  const [isOn, setOn] = useState(false);
  useEffect(() => {
    if (pointsMade > 0) sound.current?.playPoint();
  }, [pointsMade]);
  useEffect(() => () => sound.current?.close(), []);
  const change = (): void => {
    sound.current?.close();
    sound.current = isOn ? null : createPongSound();
    setOn(!isOn);
  };
  return { sound, toggle: { isOn, change } };
}
