import * as v from 'valibot';

/** Display names are at most this many UTF-16 units, so that a knock always fits its envelope. */
export const maxNameLength = 48;

const hex32 = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));

const introduction = {
  name: v.pipe(v.string(), v.maxLength(maxNameLength)),
  /** For writing back into the sender's slots. */
  grant: hex32,
  beacon: hex32,
};

const knockSchema = v.strictObject({
  ...introduction,
  /** The sender's mailbox, certified by the envelope's signature. */
  box: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});
const acceptSchema = v.strictObject({ ...introduction, description: v.nullable(v.unknown()) });

/** What a person says of themselves when asking. */
export type KnockPayload = v.InferOutput<typeof knockSchema>;

/** The same in return, with the link's first offer; `description` is parsed by the link. */
export type AcceptPayload = v.InferOutput<typeof acceptSchema>;

export function parseKnockPayload(payload: unknown): KnockPayload | undefined {
  const parsed = v.safeParse(knockSchema, payload);
  return parsed.success ? parsed.output : undefined;
}

export function parseAcceptPayload(payload: unknown): AcceptPayload | undefined {
  const parsed = v.safeParse(acceptSchema, payload);
  return parsed.success ? parsed.output : undefined;
}

/** A name as it may be shown and sent: control and direction characters out, white space folded, cut to the limit. */
export function cleanName(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  let name = '';
  for (const character of plain) {
    if (name.length + character.length > maxNameLength) break;
    name += character;
  }
  return name.trim();
}
