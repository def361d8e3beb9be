import * as v from 'valibot';
import type { ContactId } from '../../../shared/identity/contact-id.ts';
import type { ExcerptPart } from './search-text.ts';

export interface SearchQuery {
  /** Any name by which one surface is told from another. */
  readonly searcher: string;
  /** Null for all contacts, one after the other. */
  readonly contactId: ContactId | null;
  /** Words that all have to be there, as parts of words too; without any the former search only ends. */
  readonly text: string;
  /** Where an earlier answer said to go on. */
  readonly after: SearchPosition | null;
}

export interface SearchPosition {
  readonly contactId: ContactId;
  readonly order: number;
}

export type SearchPage =
  /** `next` is null when everything was looked through; without it `hits` may be few or none. */
  | { readonly kind: 'found'; readonly hits: readonly SearchHit[]; readonly next: SearchPosition | null }
  /** The same searcher looks for something else by now. */
  | { readonly kind: 'superseded' };

export interface SearchHit {
  readonly contactId: ContactId;
  readonly messageId: string;
  readonly mine: boolean;
  readonly atMs: number;
  readonly excerpt: readonly ExcerptPart[];
}

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
