import * as v from 'valibot';
import { cleanName, maxNameBytes } from '../../../shared/identity/display-name.ts';

const kind = 'profile.name';

/** A UTF-16 unit is a byte at least; the reader cuts what has more of them. */
const schema = v.object({ t: v.literal(kind), name: v.pipe(v.string(), v.maxLength(maxNameBytes)) });

/** Frame of the control lane: what the sender calls themselves now. */
export type NameFrame = v.InferOutput<typeof schema>;

export function nameFrame(name: string): NameFrame {
  return { t: kind, name };
}

/** As it may be shown; undefined for what is no name. */
export function parseNameFrame(frame: unknown): string | undefined {
  const parsed = v.safeParse(schema, frame);
  return (parsed.success && cleanName(parsed.output.name)) || undefined;
}
