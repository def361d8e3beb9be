/** Names that people give themselves have at most this many UTF-16 units, so that a knock always fits its envelope. */
export const maxDisplayNameLength = 48;

/** A name as it may be shown and sent: control and direction characters out, white space folded, cut to the limit. */
export function cleanName(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  let name = '';
  for (const character of plain) {
    if (name.length + character.length > maxDisplayNameLength) break;
    name += character;
  }
  return name.trim();
}
