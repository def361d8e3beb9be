import { useContext, useEffect, useState } from 'preact/hooks';
import type { PongScene } from '../../../engine/play/games/pong/pong-scene.ts';
import { liveGameTopic } from '../../../shared/game-view.ts';
import type { ContactId } from '../../../shared/identity/contact-id.ts';
import { FastStreamContext } from '../../use-fast-stream.ts';
import { parsePongScene } from './pong-field.ts';

/** Follows the court while somebody can see it, for the engine pauses when nobody does. Gives what changes seldom. */
export function usePongScene(
  contactId: ContactId,
  onScene: (scene: PongScene) => void,
): Pick<PongScene, 'phase' | 'seconds'> | null {
  const subscribe = useContext(FastStreamContext);
  const [stage, setStage] = useState<Pick<PongScene, 'phase' | 'seconds'> | null>(null);
  useEffect(() => {
    let stop: (() => void) | null = null;
    const listen = (value: unknown): void => {
      const scene = parsePongScene(value);
      if (scene === undefined) return;
      onScene(scene);
      const { phase, seconds } = scene;
      setStage((before) => (before?.phase === phase && before.seconds === seconds ? before : { phase, seconds }));
    };
    const follow = (): void => {
      stop?.();
      stop = document.hidden ? null : subscribe(liveGameTopic(contactId), listen);
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      stop?.();
    };
  }, [subscribe, contactId, onScene]);
  return stage;
}
