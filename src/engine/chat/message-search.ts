import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { ContactBook } from '../contacts/contact-book.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConversationStore, EntryRecord } from '../ports/stores-port.ts';
import type { SearchHit, SearchPage, SearchPosition, SearchQuery } from './rules/search-query.ts';
import { parseSearchQuery } from './rules/search-query.ts';
import type { SearchTerms } from './rules/search-text.ts';
import { excerptAround, findTerms, parseTerms } from './rules/search-text.ts';

export interface MessageSearchDependencies {
  readonly store: Pick<ConversationStore, 'page'>;
  /** Whose messages are looked through when nobody is named, in this order. */
  readonly contacts: Pick<ContactBook, 'all'>;
  readonly clock: Pick<Clock, 'after'>;
}

/** What one answer holds at most. */
const mostHits = 30;
/** What one answer looks through at most; one without hits then says where to go on. */
const mostEntries = 5_000;
/** Entries of one transaction, and characters between two pauses: a few milliseconds of work each. */
const pageEntries = 200;
const charactersAtOnce = 50_000;

interface Collecting {
  readonly terms: SearchTerms;
  readonly hits: SearchHit[];
  readonly signal: AbortSignal;
  readonly pause: () => Promise<void>;
}

const nothing: SearchPage = { kind: 'found', hits: [], next: null };

/** Looks through stored messages from the newest on, in small steps, so that calls and messages go on meanwhile. */
export function createMessageSearch({ store, contacts, clock }: MessageSearchDependencies) {
  const everybody = (): readonly ContactId[] => contacts.all().map(({ id }) => id);
  /** The newest search of each searcher. */
  const searches = new Map<string, AbortController>();
  const pause = (): Promise<void> => new Promise((resolve) => void clock.after(0, resolve));

  const search = async (query: SearchQuery, terms: SearchTerms, signal: AbortSignal): Promise<SearchPage> => {
    const hits: SearchHit[] = [];
    let looked = 0;
    let position = firstPosition(query, everybody());
    while (position !== null && hits.length < mostHits && looked < mostEntries) {
      const { contactId, order }: SearchPosition = position;
      const entries = (await store.page(contactId, order, pageEntries)).toReversed();
      const seen = await collect(entries, { terms, hits, signal, pause });
      if (signal.aborted) return { kind: 'superseded' };
      looked += seen;
      const last = entries[seen - 1];
      const isThrough = seen === entries.length && entries.length < pageEntries;
      position = isThrough || !last ? nextContact(query, everybody(), contactId) : { contactId, order: last.order };
    }
    return { kind: 'found', hits, next: position };
  };

  return {
    /** `value` is parsed as a query; a searcher's new search ends its former one. Rejects with `StoreError`. */
    async search(value: unknown): Promise<SearchPage> {
      const query = parseSearchQuery(value);
      if (!query) return nothing;
      const { searcher } = query;
      searches.get(searcher)?.abort();
      searches.delete(searcher);
      const terms = parseTerms(query.text);
      if (!terms) return nothing;
      const own = new AbortController();
      searches.set(searcher, own);
      try {
        return await search(query, terms, own.signal);
      } finally {
        if (searches.get(searcher) === own) searches.delete(searcher);
      }
    },
  };
}

export type MessageSearch = ReturnType<typeof createMessageSearch>;

function firstPosition({ after, contactId }: SearchQuery, contacts: readonly ContactId[]): SearchPosition | null {
  if (after !== null) return after;
  const first = contactId ?? contacts[0];
  return first === undefined ? null : { contactId: first, order: Number.MAX_SAFE_INTEGER };
}

function nextContact(query: SearchQuery, contacts: readonly ContactId[], contactId: ContactId): SearchPosition | null {
  const index = contacts.indexOf(contactId);
  // Somebody who was removed meanwhile has no successor.
  const next = query.contactId === null && index >= 0 ? contacts[index + 1] : undefined;
  return next === undefined ? null : { contactId: next, order: Number.MAX_SAFE_INTEGER };
}

/** Adds what fits to `hits`; resolves to how many entries were looked at. */
async function collect(entries: readonly EntryRecord[], { terms, hits, signal, pause }: Collecting): Promise<number> {
  let characters = 0;
  for (const [index, entry] of entries.entries()) {
    if (hits.length === mostHits || signal.aborted) return index;
    const hit = match(entry, terms);
    if (hit) hits.push(hit);
    characters += lengthOf(entry);
    if (characters < charactersAtOnce) continue;
    characters = 0;
    await pause();
  }
  return entries.length;
}

function lengthOf(entry: EntryRecord): number {
  return entry.kind === 'message' ? entry.text.length : 0;
}

function match(entry: EntryRecord, terms: SearchTerms): SearchHit | undefined {
  if (entry.kind !== 'message' || entry.deleted) return undefined;
  const ranges = findTerms(entry.text, terms);
  if (ranges.length === 0) return undefined;
  const { contactId, id, mine } = entry;
  const atMs = entry.writtenAtMs ?? entry.atMs;
  return { contactId, messageId: id, mine, atMs, excerpt: excerptAround(entry.text, ranges) };
}
