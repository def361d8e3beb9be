/** Longer than most byte strings that share a beginning by chance, short enough for a table of them all. */
const keyLength = 3;

/**
 * Looks for many byte strings at once, in a time that hardly grows with their number: megabytes of traffic against thousands of
 * disguises. Tells the places in `needles` of those that occur.
 */
export function createNeedleSearch(needles: readonly Buffer[]): (haystack: Buffer) => ReadonlySet<number> {
  const byKey = new Map<number, { readonly place: number; readonly needle: Buffer }[]>();
  const isKey = new Uint8Array(2 ** (8 * keyLength));
  for (const [place, needle] of needles.entries()) {
    if (needle.length < keyLength) throw new Error(`a needle of ${needle.length} bytes is found everywhere`);
    const key = needle.readUIntBE(0, keyLength);
    isKey[key] = 1;
    const known = byKey.get(key);
    if (known) known.push({ place, needle });
    else byKey.set(key, [{ place, needle }]);
  }
  const placesAt = (haystack: Buffer, start: number, key: number): readonly number[] =>
    (byKey.get(key) ?? [])
      .filter(({ needle }) => haystack.subarray(start, start + needle.length).equals(needle))
      .map(({ place }) => place);

  return (haystack) => {
    const found = new Set<number>();
    let key = 0;
    for (let at = 0; at < haystack.length; at += 1) {
      key = ((key << 8) | (haystack[at] ?? 0)) & 0xff_ff_ff;
      const start = at + 1 - keyLength;
      if (isKey[key] === 0 || start < 0) continue;
      for (const place of placesAt(haystack, start, key)) found.add(place);
    }
    return found;
  };
}
