import { useEffect, useRef, useState } from 'preact/hooks';
import type { SearchHit, SearchPosition } from '../engine/chat/rules/search-query.ts';
import type { ContactId } from '../shared/identity/contact-id.ts';
import type { Commands } from './commands.ts';

interface Found {
  readonly state: 'searching' | 'done' | 'failed';
  readonly hits: readonly SearchHit[];
  /** Where there may be more; null while searching and at the end. */
  readonly next: SearchPosition | null;
}

export interface Search {
  readonly words: string;
  readonly found: Found;
  look(words: string): void;
  goOn(): void;
}

/** As many as fit on a few screens. */
const hitsAtOnce = 30;
const nothing: Found = { state: 'done', hits: [], next: null };

/** What was found for the words typed last; what is found for earlier ones is forgotten. */
export function useSearch(contactId: ContactId, { search }: Pick<Commands, 'search'>): Search {
  const [words, setWords] = useState('');
  const [found, setFound] = useState<Found>(nothing);
  const newest = useRef<AbortController | null>(null);

  const find = async (text: string, before: readonly SearchHit[], after: SearchPosition | null): Promise<void> => {
    newest.current?.abort();
    const own = new AbortController();
    newest.current = own;
    let hits = before;
    let next = after;
    do {
      const page = await search(contactId, text, next);
      if (own.signal.aborted) return;
      if (page?.kind !== 'found') {
        setFound({ state: 'failed', hits, next: null });
        return;
      }
      hits = [...hits, ...page.hits];
      next = page.next;
    } while (next !== null && hits.length < before.length + hitsAtOnce);
    setFound({ state: 'done', hits, next });
  };

  useEffect(
    () => () => {
      newest.current?.abort();
      void search(contactId, '', null);
    },
    [contactId],
  );

  return {
    words,
    found,
    look(text) {
      setWords(text);
      // What was found before stays until there is something better, so that nothing flickers while somebody types.
      setFound({ ...found, state: 'searching', next: null });
      void find(text, [], null);
    },
    goOn() {
      setFound({ ...found, state: 'searching', next: null });
      void find(words, found.hits, found.next);
    },
  };
}
