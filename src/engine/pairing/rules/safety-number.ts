/** Of each person's digest so many bytes are read, five at a time. */
export const safetyDigestLength = 30;

/** Of five bytes, so that the remainders below 100,000 are even to one in ten million. */
const bytesPerGroup = 5;
const digitsPerGroup = 5;

/** The sixty digits that two people compare; both see the same, whoever is `one` and whoever is `other`. */
export function safetyNumber(one: Uint8Array, other: Uint8Array): string {
  return [digitsOf(one), digitsOf(other)].sort().join('');
}

function digitsOf(digest: Uint8Array): string {
  if (digest.length !== safetyDigestLength) throw new RangeError(`a digest has ${safetyDigestLength} bytes`);
  let digits = '';
  for (let start = 0; start < safetyDigestLength; start += bytesPerGroup) {
    const value = digest.subarray(start, start + bytesPerGroup).reduce((sum, byte) => sum * 256 + byte, 0);
    digits += String(value % 10 ** digitsPerGroup).padStart(digitsPerGroup, '0');
  }
  return digits;
}
