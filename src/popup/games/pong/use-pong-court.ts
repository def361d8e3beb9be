import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PongScene } from '../../../engine/play/games/pong/pong-scene.ts';
import { createPongDrawing } from './pong-drawing.ts';
import type { PongHand } from './pong-hand.ts';
import { createPongHand } from './pong-hand.ts';

export interface PongCourt {
  readonly canvas: RefObject<HTMLCanvasElement>;
  readonly scene: RefObject<PongScene>;
  readonly hand: PongHand;
}

/** Paints each frame, and hears keys wherever the focus is, unless something there needs them. */
export function usePongCourt(onOwn: (x: number) => void): PongCourt {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scene = useRef<PongScene>(null);
  const tell = useRef(onOwn);
  tell.current = onOwn;
  const [hand] = useState(() => createPongHand((x) => tell.current(x)));

  useEffect(() => {
    if (canvas.current === null) return;
    const draw = createPongDrawing(canvas.current);
    let beforeMs = performance.now();
    const paint = (nowMs: number): void => {
      frame = requestAnimationFrame(paint);
      if (scene.current !== null) draw(scene.current, hand.move(scene.current.mine, nowMs - beforeMs));
      beforeMs = nowMs;
    };
    let frame = requestAnimationFrame(paint);
    return () => cancelAnimationFrame(frame);
  }, [hand]);

  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    const press = (event: KeyboardEvent): void => {
      const needed = event.target instanceof Element && event.target.closest('dialog, [role="menu"], input, textarea');
      if (!needed && hand.press(event.key, true)) event.preventDefault();
    };
    addEventListener('keydown', press, { signal });
    addEventListener('keyup', ({ key }) => void hand.press(key, false), { signal });
    addEventListener('blur', hand.release, { signal });
    return () => ended.abort();
  }, [hand]);

  return { canvas, scene, hand };
}
