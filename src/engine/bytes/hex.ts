/** Lower-case hex, two digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** Undefined unless `value` is exactly `byteCount` bytes in lower-case hex. */
export function parseHex(value: unknown, byteCount: number): Uint8Array<ArrayBuffer> | undefined {
  if (typeof value !== 'string' || value.length !== byteCount * 2 || !/^[0-9a-f]*$/.test(value)) return undefined;
  const bytes = new Uint8Array(byteCount);
  for (let index = 0; index < byteCount; index += 1) {
    bytes[index] = Number.parseInt(value.slice(index * 2, index * 2 + 2), 16);
  }
  return bytes;
}
