import type { Pointer } from '../../../engine/pointing/rules/board.ts';
import type { Spot } from '../../../engine/pointing/rules/stroke.ts';
import { strokeFadesMs, strokeStaysMs } from '../../../shared/pointing/stroke-times.ts';
import type { DrawnStrokeView } from '../../../shared/pointing-view.ts';
import { drawPointer, drawRipple, drawStroke } from './marks-drawing.ts';
import { pictureBox } from './picture-box.ts';

const rippleMs = 600;

interface MarksPainterDependencies {
  readonly canvas: HTMLCanvasElement;
  /** It lies over this one, of the same size; null where it is just as large as the picture itself. */
  readonly video: HTMLVideoElement | null;
  readonly name: string;
  /** Whether the pointer itself is painted: who points with a mouse sees its own. */
  readonly withPointer: () => boolean;
}

/** Paints what somebody shows on a shared picture, at the next frame after each change and while anything moves. */
export interface MarksPainter {
  showPointer(pointer: Pointer): void;
  showDrawing(drawn: readonly DrawnStrokeView[]): void;
  stop(): void;
}

interface FadingStroke extends DrawnStrokeView {
  readonly endedAtMs: number;
}

interface Marks {
  pointer: Pointer;
  drawn: readonly FadingStroke[];
  ripple: { readonly at: Spot; readonly atMs: number } | null;
}

export function createMarksPainter(deps: MarksPainterDependencies): MarksPainter {
  const { canvas, video } = deps;
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const marks: Marks = { pointer: { at: null, click: null, stroke: null }, drawn: [], ripple: null };
  /** The last click that was there before anybody looked is none to show. */
  let lastClick: number | null = null;
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const paint = (nowMs: number): void => {
    frame = 0;
    clearTimeout(timer);
    const againInMs = paintMarks(deps, marks, { nowMs, isStill: still.matches });
    if (againInMs <= 0) paintSoon();
    else if (Number.isFinite(againInMs)) timer = setTimeout(paintSoon, againInMs);
  };
  const paintSoon = (): void => {
    if (frame === 0) frame = requestAnimationFrame(paint);
  };
  const resized = new ResizeObserver(paintSoon);
  resized.observe(canvas);
  video?.addEventListener('resize', paintSoon);

  return {
    showPointer(pointer) {
      const { click } = pointer;
      if (click !== null && lastClick !== null && click.n !== lastClick) {
        marks.ripple = { at: click.at, atMs: performance.now() };
      }
      lastClick = click?.n ?? 0;
      marks.pointer = pointer;
      paintSoon();
    },
    showDrawing(drawn) {
      const nowMs = performance.now();
      marks.drawn = drawn.map((stroke) => ({ ...stroke, endedAtMs: nowMs - stroke.endedMsAgo }));
      paintSoon();
    },
    stop() {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      resized.disconnect();
      video?.removeEventListener('resize', paintSoon);
    },
  };
}

interface Moment {
  readonly nowMs: number;
  readonly isStill: boolean;
}

/** In how long it has to be painted again by itself; infinite when nothing is going to move. */
function paintMarks({ canvas, video, name, withPointer }: MarksPainterDependencies, marks: Marks, now: Moment): number {
  const context = canvas.getContext('2d');
  const element = { width: canvas.clientWidth, height: canvas.clientHeight };
  const picture = video === null ? element : { width: video.videoWidth, height: video.videoHeight };
  const box = pictureBox(picture, element);
  if (context === null) return Infinity;
  const scale = devicePixelRatio;
  const [width, height] = [Math.round(element.width * scale), Math.round(element.height * scale)];
  // Setting a size clears what is painted, and is slow.
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, element.width, element.height);
  if (box === undefined) return Infinity;
  const ink = { context, box, color: getComputedStyle(canvas).color };
  const { pointer, drawn } = marks;
  for (const stroke of drawn) drawStroke(ink, stroke.line, opacityOf(stroke, now));
  if (pointer.stroke !== null && !drawn.some(({ n }) => n === pointer.stroke?.n)) {
    drawStroke(ink, pointer.stroke.line, 1);
  }
  const isRippling = paintRipple(ink, marks, now);
  if (pointer.at !== null && withPointer()) drawPointer(ink, pointer.at, name);
  return isRippling ? 0 : Math.min(...drawn.map((stroke) => fadesInMs(stroke, now)));
}

function paintRipple(ink: Parameters<typeof drawRipple>[0], { ripple }: Marks, { nowMs, isStill }: Moment): boolean {
  if (ripple === null || nowMs - ripple.atMs >= rippleMs) return false;
  // The time of a frame may be a little before that of what led to it.
  drawRipple(ink, ripple.at, isStill ? 0.4 : Math.max(0, nowMs - ripple.atMs) / rippleMs);
  return true;
}

function opacityOf({ stays, endedAtMs }: FadingStroke, { nowMs, isStill }: Moment): number {
  if (stays) return 1;
  const left = 1 - (nowMs - endedAtMs - strokeStaysMs) / strokeFadesMs;
  return isStill ? Number(left > 0) : Math.min(1, Math.max(0, left));
}

/** Not above 0 while it fades. */
function fadesInMs({ stays, endedAtMs }: FadingStroke, { nowMs }: Moment): number {
  const inMs = endedAtMs + strokeStaysMs - nowMs;
  return stays || inMs <= -strokeFadesMs ? Infinity : inMs;
}
