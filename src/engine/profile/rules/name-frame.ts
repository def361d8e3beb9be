import * as v from 'valibot';
import { cleanName, maxNameBytes } from '../../../shared/identity/display-name.ts';
import { hex32 } from '../../pairing/rules/signals.ts';

const kind = 'profile.name';

const schema = v.object({
  t: v.literal(kind),
  /** A UTF-16 unit is a byte at least; the reader cuts what has more of them. */
  name: v.pipe(v.string(), v.maxLength(maxNameBytes)),
  /** Left out by older versions. */
  beacon: v.optional(hex32),
});

/** What somebody says of themselves: what they are called now, and where they tell that their browser runs. */
export interface SelfIntroduction {
  readonly name: string;
  readonly beacon?: string | undefined;
}

/** Frame of the control lane. */
export function nameFrame({ name, beacon }: Required<SelfIntroduction>): v.InferOutput<typeof schema> {
  return { t: kind, name, beacon };
}

/** With a name that may be shown; undefined where there is none. */
export function parseNameFrame(frame: unknown): SelfIntroduction | undefined {
  const parsed = v.safeParse(schema, frame);
  const name = parsed.success && cleanName(parsed.output.name);
  return name ? { name, beacon: parsed.output.beacon } : undefined;
}
