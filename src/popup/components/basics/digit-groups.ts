/** Digits as they are read aloud, in groups of five; here, so that the popup needs nothing of the rules behind a safety number. */
export function digitGroups(digits: string): readonly string[] {
  return digits.match(/.{5}/g) ?? [];
}
