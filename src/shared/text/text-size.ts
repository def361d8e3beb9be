/** The longest message, in bytes of UTF-8. */
export const maxMessageBytes = 64 * 1024;

/**
 * The longest message once quoted as JSON. A data channel takes frames of 262,144 bytes; text made of control characters
 * grows sixfold when quoted, and this leaves room for the fields around it.
 */
const maxQuotedBytes = 240 * 1024;

export function fitsInMessage(text: string): boolean {
  // A UTF-16 unit is at least one byte, which spares the counting of what is far too long.
  if (text.length > maxMessageBytes || utf8Length(text) > maxMessageBytes) return false;
  return utf8Length(JSON.stringify(text)) <= maxQuotedBytes;
}

/** Bytes that `text` takes as UTF-8; an unpaired surrogate counts as the three bytes of its replacement. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) bytes += 1;
    else if (point < 0x800) bytes += 2;
    else if (point < 0x1_00_00) bytes += 3;
    else bytes += 4;
  }
  return bytes;
}
