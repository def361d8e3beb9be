/** In degrees of OKLCH, far enough apart to be told from each other. */
const hues = [25, 60, 110, 155, 200, 250, 295, 345] as const;

/** The colour of a person, which both sides compute alike from the ID. */
export function hueOf(id: string): number {
  let hash = 0;
  // The multiplier of FNV-1a, which spreads IDs that differ in one character.
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hues[(hash >>> 16) % hues.length] ?? hues[0];
}
