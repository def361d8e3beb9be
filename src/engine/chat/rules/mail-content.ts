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
  const frames: OrderedFrame[] = [];
  for (const value of result.output.frames) {
    const frame = parseOrderedFrame(value);
    if (!frame || !follows(frame, frames.at(-1))) return undefined;
    frames.push(frame);
  }
  const first = frames[0];
  return first && { epoch: first.epoch, from: first.n, through: first.n + frames.length - 1, frames };
}

function follows({ epoch, n }: OrderedFrame, before: OrderedFrame | undefined): boolean {
  return before === undefined || (epoch === before.epoch && n === before.n + 1);
}

function parseOrderedFrame(value: unknown): OrderedFrame | undefined {
  const frame = parseTextFrame(value);
  return frame && 'base' in frame ? frame : undefined;
}
