import type { PongScene } from '../../../engine/play/games/pong/pong-scene.ts';
import { field } from './pong-field.ts';

type Place = PongScene['ball'];

/** Pixels of the canvas for each of the court. */
export const canvasScale = 2;
const trailLength = 7;

/** Draws a court that remembers where the ball was, for a trail behind it. */
export function createPongDrawing(canvas: HTMLCanvasElement): (scene: PongScene, mine: number) => void {
  const context = canvas.getContext('2d');
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  let trail: readonly Place[] = [];

  return (scene, mine) => {
    if (context === null) return;
    // Computed here, for these follow the theme; see .pong-court.
    const { color, borderTopColor, caretColor } = getComputedStyle(canvas);
    context.setTransform(canvasScale, 0, 0, canvasScale, 0, 0);
    context.clearRect(0, 0, field.width, field.height);
    drawNet(context, borderTopColor);
    context.fillStyle = color;
    drawPaddle(context, scene.theirs, field.paddleInset - field.paddleThickness);
    context.fillStyle = caretColor;
    drawPaddle(context, mine, field.height - field.paddleInset);
    context.fillStyle = color;
    trail = still.matches || scene.phase !== 'playing' ? [] : [...trail.slice(1 - trailLength), scene.ball];
    for (const [index, place] of trail.entries()) drawBall(context, place, (index + 1) / (3 * trailLength));
    drawBall(context, scene.ball, 1);
  };
}

function drawNet(context: CanvasRenderingContext2D, color: string): void {
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.setLineDash([8, 8]);
  context.beginPath();
  context.moveTo(0, field.height / 2);
  context.lineTo(field.width, field.height / 2);
  context.stroke();
}

function drawPaddle(context: CanvasRenderingContext2D, x: number, top: number): void {
  context.beginPath();
  context.roundRect(x - field.paddleHalf, top, 2 * field.paddleHalf, field.paddleThickness, field.paddleThickness / 2);
  context.fill();
}

function drawBall(context: CanvasRenderingContext2D, { x, y }: Place, opacity: number): void {
  context.globalAlpha = opacity;
  context.beginPath();
  context.arc(x, y, field.ball, 0, 2 * Math.PI);
  context.fill();
  context.globalAlpha = 1;
}
