import * as v from 'valibot';
import { maxNameBytes } from '../../../shared/identity/display-name.ts';

/** Names of grants and presence documents. */
export const hex32 = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));

const introduction = {
  /** A UTF-16 unit is a byte at least; the reader cuts what has more of them. */
  name: v.pipe(v.string(), v.maxLength(maxNameBytes)),
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
