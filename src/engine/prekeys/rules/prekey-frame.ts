import * as v from 'valibot';
import { parseHex, toHex } from '../../bytes/hex.ts';
import { prekeyLength } from '../../crypto/rules/lengths.ts';

const name = 'keys.prekey';

const schema = v.object({ t: v.literal(name), prekey: v.pipe(v.string(), v.length(prekeyLength * 2)) });

/** Frame of the control lane: the sender's newest prekey, so that nobody has to read it from the mailbox. */
export type PrekeyFrame = v.InferOutput<typeof schema>;

export function prekeyFrame(signed: Uint8Array): PrekeyFrame {
  return { t: name, prekey: toHex(signed) };
}

/** The signed prekey as bytes; whether the signature holds is the reader's to find out. */
export function parsePrekeyFrame(frame: unknown): Uint8Array | undefined {
  const parsed = v.safeParse(schema, frame);
  return parsed.success ? parseHex(parsed.output.prekey, prekeyLength) : undefined;
}
