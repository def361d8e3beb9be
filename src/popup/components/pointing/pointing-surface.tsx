import type { TargetedPointerEvent } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Spot } from '../../../engine/pointing/rules/stroke.ts';
import { useText } from '../basics/text.ts';
import { pictureBox, spotAt } from './picture-box.ts';
import type { PointingTools } from './use-pointing-tools.ts';

export interface PointingSurfaceProps {
  readonly name: string;
  readonly tools: PointingTools;
}

/** Lies over the share of the other one, and takes what mouse, finger, pen and keys do there. */
export function PointingSurface({ name, tools }: PointingSurfaceProps) {
  const { moves, act } = tools;
  const { t } = useText();
  const hint = useId();
  const surface = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // An application is operated by keys, so that the focus has to come to it.
    surface.current?.setAttribute('tabindex', '0');
    surface.current?.focus();
    return moves.leave;
  }, [moves]);
  const at = (take: (spot: Spot) => void) => (event: TargetedPointerEvent<HTMLElement>) => {
    const spot = spotOf(event);
    if (spot !== undefined) take(spot);
  };
  const press = (event: TargetedPointerEvent<HTMLElement>): void => {
    const spot = spotOf(event);
    if (event.button !== 0 || spot === undefined) return;
    if (moves.press(spot)) event.currentTarget.setPointerCapture(event.pointerId);
  };
  /** The focus goes back to where the pointer was taken up. */
  const layDown = (): void => {
    const opener = document.querySelector('[data-opener="point"]');
    if (opener instanceof HTMLElement) opener.focus();
    tools.change({ isOn: false });
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') layDown();
    else if (event.key === 'Delete' || event.key === 'Backspace') act({ kind: 'wiped', picture: 'theirs' });
    else if (!moves.key(event.key, event.shiftKey)) return;
    event.preventDefault();
  };
  return (
    <>
      <div
        ref={surface}
        class="pointing-surface"
        role="application"
        aria-label={t('pointingSurface', name)}
        aria-describedby={hint}
        onPointerMove={at(moves.move)}
        onPointerDown={press}
        onPointerUp={(event) => {
          moves.lift();
          // A finger that is lifted points nowhere.
          if (event.pointerType === 'touch') moves.leave();
        }}
        onPointerCancel={moves.leave}
        onPointerLeave={moves.leave}
        onBlur={moves.leave}
        onKeyDown={key}
      />
      <p id={hint} hidden>
        {t('pointingKeys')}
      </p>
    </>
  );
}

/** Undefined before there is a picture. */
function spotOf({ currentTarget, clientX, clientY }: TargetedPointerEvent<HTMLElement>): Spot | undefined {
  const video = currentTarget.parentElement?.querySelector('video');
  const frame = currentTarget.getBoundingClientRect();
  const box = video ? pictureBox({ width: video.videoWidth, height: video.videoHeight }, frame) : undefined;
  return box && spotAt(box, clientX - frame.left, clientY - frame.top);
}
