const timeLength = 8;

/** Milliseconds since the Unix epoch as eight bytes. */
export function writeTime(timeMs: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(timeLength));
  bytes.setBigUint64(0, BigInt(timeMs));
  return new Uint8Array(bytes.buffer);
}

/** Undefined for a number that a time cannot have. Throws when there are fewer than eight bytes. */
export function readTime(bytes: Uint8Array): number | undefined {
  const timeMs = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0));
  return Number.isSafeInteger(timeMs) ? timeMs : undefined;
}
