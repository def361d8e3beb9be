import * as v from 'valibot';
import type { OrderedFrame } from './frames.ts';
import { parseTextFrame } from './frames.ts';
import { maxMailFrames } from './mailing.ts';

/** What a piece of mail says: messages of one epoch, one after the other. */
export interface MailContent {
  readonly epoch: string;
  readonly from: number;
  readonly through: number;
  readonly frames: readonly OrderedFrame[];
}

const mailSchema = v.strictObject({ frames: v.pipe(v.array(v.unknown()), v.maxLength(maxMailFrames)) });

/** Undefined for whatever is not exactly mail within its limits. */
export function parseMailContent(value: unknown): MailContent | undefined {
  const result = v.safeParse(mailSchema, value);
  if (!result.success) return undefined;
  const frames = result.output.frames.map(parseOrderedFrame);
  const first = frames[0];
  if (!first || !frames.every((frame, index) => frame?.epoch === first.epoch && frame.n === first.n + index)) {
    return undefined;
  }
  const { epoch, n: from } = first;
  return { epoch, from, through: from + frames.length - 1, frames: frames.filter((frame) => frame !== undefined) };
}

function parseOrderedFrame(value: unknown): OrderedFrame | undefined {
  const frame = parseTextFrame(value);
  return frame && 'base' in frame ? frame : undefined;
}
