import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Between the panel and what it belongs to, and between it and the edges of the window. */
const gapPx = 4;

/** Puts a panel with `position: fixed` below its anchor, or above it where there is more room, inside the window. */
export function usePlaced(panel: RefObject<HTMLElement>, anchor: HTMLElement): void {
  useLayoutEffect(() => {
    const element = panel.current;
    if (element === null) return;
    const at = anchor.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const fitsBelow = at.bottom + gapPx + height <= innerHeight - gapPx;
    const top = fitsBelow ? at.bottom + gapPx : at.top - gapPx - height;
    const start = at.left + width <= innerWidth - gapPx ? at.left : at.right - width;
    element.style.top = `${Math.max(gapPx, Math.min(top, innerHeight - gapPx - height))}px`;
    element.style.left = `${Math.max(gapPx, Math.min(start, innerWidth - gapPx - width))}px`;
  }, [anchor]);
}
