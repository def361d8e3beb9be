import type { Pointer } from '../../../engine/pointing/rules/board.ts';
import type { DrawnStrokeView, ShareSide } from '../../../shared/pointing-view.ts';
import { drawingTopic, pointerTopic } from '../../../shared/pointing-view.ts';
import type { MarksPainter } from './marks-painter.ts';

/** What a painter does with each topic of the fast stream that tells what is shown on that picture. */
export function readMarksFor(picture: ShareSide, painter: MarksPainter): ReadonlyMap<string, (value: unknown) => void> {
  return new Map([
    [pointerTopic(picture), (value) => (isPointer(value) ? painter.showPointer(value) : undefined)],
    [drawingTopic(picture), (value) => (isDrawing(value) ? painter.showDrawing(value) : undefined)],
  ]);
}

/** What the engine sent, which another version of it may have written. */
function isPointer(value: unknown): value is Pointer {
  return typeof value === 'object' && value !== null && 'at' in value && 'click' in value && 'stroke' in value;
}

function isDrawing(value: unknown): value is readonly DrawnStrokeView[] {
  return Array.isArray(value);
}
