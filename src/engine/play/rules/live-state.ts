import * as v from 'valibot';

/** A state of a game in real time, as it travels: of which match and which round. */
const schema = v.object({ id: v.string(), round: v.number(), s: v.unknown() });

export function parseLiveState(
  value: unknown,
): { readonly id: string; readonly round: number; readonly s: unknown } | undefined {
  const result = v.safeParse(schema, value);
  return result.success ? { ...result.output, s: result.output.s } : undefined;
}
