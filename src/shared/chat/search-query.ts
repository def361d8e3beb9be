import * as v from 'valibot';
import type { SearchQuery } from '../messaging/contract.ts';

/** Nobody types more to find something; what is longer was pasted by mistake. */
const maxQueryLength = 200;

const querySchema: v.GenericSchema<unknown, SearchQuery> = v.strictObject({
  searcher: v.pipe(v.string(), v.maxLength(64)),
  contactId: v.nullable(v.pipe(v.string(), v.maxLength(64))),
  text: v.pipe(v.string(), v.maxLength(maxQueryLength)),
  after: v.nullable(
    v.strictObject({
      contactId: v.pipe(v.string(), v.maxLength(64)),
      order: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    }),
  ),
});

/** Undefined for whatever is not exactly a query within its limits. */
export function parseSearchQuery(value: unknown): SearchQuery | undefined {
  const result = v.safeParse(querySchema, value);
  return result.success ? result.output : undefined;
}
