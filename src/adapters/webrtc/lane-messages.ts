import { frameName } from '../../engine/links/rules/frames.ts';

/** A message as a data channel sends it: JSON as text, bytes as binary. */
export interface LaneMessage {
  readonly data: string | Uint8Array<ArrayBuffer>;
  readonly byteLength: number;
}

export interface NamedFrame {
  readonly t: string;
}

export function messageOf(frame: unknown): LaneMessage {
  const data = JSON.stringify(frame);
  return { data, byteLength: utf8Length(data) };
}

/** What the peer sent on a channel that gives binary messages as `ArrayBuffer`; undefined when it is bad. */
export function parseMessage(data: unknown, maxBytes: number): NamedFrame | Uint8Array<ArrayBuffer> | undefined {
  if (data instanceof ArrayBuffer) return data.byteLength <= maxBytes ? new Uint8Array(data) : undefined;
  return typeof data === 'string' && utf8Length(data) <= maxBytes ? parseFrame(data) : undefined;
}

function parseFrame(text: string): NamedFrame | undefined {
  try {
    const frame: unknown = JSON.parse(text);
    const t = frameName(frame);
    return typeof frame === 'object' && frame !== null && t !== undefined ? { ...frame, t } : undefined;
  } catch {
    return undefined;
  }
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
