/** Crockford's base32: no I, L, O or U, so that nothing read aloud or off paper is ambiguous. */
export const crockfordAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const lookAlikes: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/** The five-bit values of upper-case `text`, look-alikes read as digits; undefined if any character is not one. */
export function crockfordValues(text: string): readonly number[] | undefined {
  const values: number[] = [];
  for (const character of text) {
    const value = crockfordAlphabet.indexOf(lookAlikes[character] ?? character);
    if (value < 0) return undefined;
    values.push(value);
  }
  return values;
}

export function crockfordText(values: readonly number[]): string {
  return values.map((value) => crockfordAlphabet.charAt(value)).join('');
}
