import { checkValue, hasValidCheck } from './check-character.ts';
import type { ContactId } from './contact-id.ts';
import { crockfordText, crockfordValues } from './crockford.ts';
import { findIdCandidates } from './id-candidates.ts';
import type { LinkFields } from './link-fields.ts';
import { isPieceOfLink, plainCharacters, readLinkFields } from './link-fields.ts';

/** What a person pasted or typed to invite somebody. `typo`: meant as an ID or link but not one. `none`: nothing of the kind. */
export type ContactInput =
  | { readonly kind: 'id'; readonly id: ContactId; readonly token: null; readonly home: null }
  | ({ readonly kind: 'link'; readonly id: ContactId } & LinkFields)
  | { readonly kind: 'typo' }
  | { readonly kind: 'none' };

/** Nineteen characters carry the bits, the twentieth checks them. */
const dataLength = 19;

/** An ID with text around it fits many times over; what lies further on is not looked at. */
const maxInputLength = 4_096;

/** Five groups of four, as people read and write it. */
export function formatId(id: ContactId): string {
  return id.replace(/.{4}(?=.)/g, '$&-');
}

/** The ID made of the first 95 bits of `bits` (12 bytes, most significant bit first; the last bit is left out). */
export function encodeId(bits: Uint8Array): ContactId {
  if (bits.length !== 12) throw new RangeError(`an ID takes 12 bytes, not ${bits.length}`);
  let whole = 0n;
  for (const byte of bits) whole = (whole << 8n) | BigInt(byte);
  const values = Array.from({ length: dataLength }, (_, index) => Number((whole >> BigInt(91 - index * 5)) & 31n));
  return crockfordText([...values, checkValue(values)]);
}

/** Exactly the stored form: twenty upper-case characters, no dashes, no look-alikes, valid check character. */
export function isContactId(value: unknown): value is ContactId {
  return typeof value === 'string' && value.length === dataLength + 1 && readId(value) === value;
}

/** Finds the ID or invite link in text of any length, however it was typed; knows nothing of whether anybody has that ID. */
export function parseContactInput(input: string): ContactInput {
  const text = plainCharacters(input.slice(0, maxInputLength));
  const { exact, hasNearMiss } = findIdCandidates(upperCase(text));
  const readings = exact.flatMap((candidate) => {
    const id = readId(candidate.characters);
    return id === undefined ? [] : [{ id, start: candidate.start, fields: readLinkFields(text, candidate) }];
  });
  for (const { id, fields } of readings) {
    if (fields === 'broken') return { kind: 'typo' };
    if (fields !== null) return { kind: 'link', id, ...fields };
  }
  if (isPieceOfLink(text)) return { kind: 'typo' };
  const first = readings.find(({ start }) => !isInAddress(text, start));
  if (first) return { kind: 'id', id: first.id, token: null, home: null };
  return { kind: hasNearMiss ? 'typo' : 'none' };
}

/** What stands behind these is a host, or part of a longer name. */
function isInAddress(text: string, start: number): boolean {
  return /(?:\/\/|[._])$/u.test(text.slice(0, start));
}

function readId(characters: string): ContactId | undefined {
  const values = crockfordValues(characters);
  return values && hasValidCheck(values) ? crockfordText(values) : undefined;
}

/** Letters that an ID can have, and no others: some become two, and what stands behind them would be elsewhere. */
function upperCase(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}
