import type { Spot } from '../../../engine/pointing/rules/stroke.ts';
import type { PictureBox } from './picture-box.ts';
import { pixelAt } from './picture-box.ts';

/** Around everything, so that it is seen on any picture. */
const casing = '#ffffff';
const leastWidth = 2.5;
const labelFont = '600 12px system-ui, sans-serif';
const mostLetters = 24;
/** The outline of an arrow whose tip is where somebody points. */
const arrow = [0, 0, 0, 17, 4, 13.5, 7, 20, 10, 18.6, 7.2, 12.4, 12.5, 12.4];

interface Ink {
  readonly context: CanvasRenderingContext2D;
  readonly box: PictureBox;
  readonly color: string;
}

/** Through the middle between each two spots, so that a quick hand draws no corners. */
export function drawStroke({ context, box, color }: Ink, line: readonly number[], opacity: number): void {
  const spots = pixelsOf(box, line);
  const [first, ...others] = spots;
  if (first === undefined) return;
  const width = Math.max(leastWidth, box.width / 250);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.globalAlpha = opacity;
  context.beginPath();
  context.moveTo(...first);
  for (const [index, [x, y]] of others.entries()) {
    const [beforeX, beforeY] = spots[index] ?? first;
    context.quadraticCurveTo(beforeX, beforeY, (beforeX + x) / 2, (beforeY + y) / 2);
  }
  // Also where it is one spot only, which is seen as a dot.
  context.lineTo(...(others.at(-1) ?? first));
  for (const [style, lineWidth] of [
    [casing, width + 2],
    [color, width],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = lineWidth;
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** `progress` goes from 0 to 1 while the ring grows. */
export function drawRipple({ context, box, color }: Ink, at: Spot, progress: number): void {
  const [x, y] = pixelAt(box, at);
  context.globalAlpha = 1 - progress;
  context.beginPath();
  context.arc(x, y, 6 + 20 * progress, 0, 2 * Math.PI);
  context.lineWidth = 5;
  context.strokeStyle = casing;
  context.stroke();
  context.lineWidth = 3;
  context.strokeStyle = color;
  context.stroke();
  context.globalAlpha = 1;
}

export function drawPointer({ context, box, color }: Ink, at: Spot, name: string): void {
  const [x, y] = pixelAt(box, at);
  context.beginPath();
  for (let index = 0; index < arrow.length; index += 2) {
    context.lineTo(x + (arrow[index] ?? 0), y + (arrow[index + 1] ?? 0));
  }
  context.closePath();
  context.fillStyle = color;
  context.fill();
  context.lineWidth = 1.5;
  context.lineJoin = 'round';
  context.strokeStyle = casing;
  context.stroke();
  drawLabel({ context, box, color }, [x, y], name);
}

/** Beside the pointer, and inside the picture also at its edges. */
function drawLabel({ context, box, color }: Ink, [x, y]: Spot, name: string): void {
  const letters = [...name];
  const words = letters.length > mostLetters ? `${letters.slice(0, mostLetters - 1).join('')}…` : name;
  context.font = labelFont;
  const [width, height] = [context.measureText(words).width + 12, 18];
  const left = Math.max(box.left, Math.min(x + 12, box.left + box.width - width));
  const below = y + 20;
  const top = below + height > box.top + box.height ? y - height - 4 : below;
  context.fillStyle = color;
  context.beginPath();
  context.roundRect(left, top, width, height, height / 2);
  context.fill();
  context.fillStyle = casing;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  context.fillText(words, left + width / 2, top + height / 2 + 1);
}

function pixelsOf(box: PictureBox, line: readonly number[]): readonly (readonly [number, number])[] {
  return line.flatMap((x, index) => (index % 2 === 0 ? [pixelAt(box, [x, line[index + 1] ?? 0])] : []));
}
