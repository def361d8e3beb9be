import { toHex } from '../bytes/hex.ts';

/** `byteCount` random bytes as lower-case hex. */
export function randomHex(byteCount: number): string {
  return toHex(crypto.getRandomValues(new Uint8Array(byteCount)));
}

/** A number for a link attempt: 48 random bits, which JSON carries exactly, and never 0. */
export function randomSession(): number {
  return Number.parseInt(randomHex(6), 16) || 1;
}

/** SHA-256 of the text's UTF-8 bytes in lower-case hex. */
export async function sha256Hex(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}
