import { useRef } from 'preact/hooks';
import type { SearchHit } from '../../engine/chat/rules/search-query.ts';
import type { ContactView } from '../../shared/snapshot.ts';
import type { Commands } from '../commands.ts';
import { useText } from '../components/basics/text.ts';
import { BackBar } from '../components/basics/view-header.tsx';
import { isComposing } from '../components/chat/composer.tsx';
import type { Search } from '../use-search.ts';
import { useSearch } from '../use-search.ts';

export interface SearchScreenProps {
  readonly contact: ContactView;
  readonly commands: Pick<Commands, 'search'>;
  readonly onFound: (messageId: string) => void;
  readonly onBack: () => void;
}

/** As long as the engine takes it. */
const maxLength = 200;

/** Words in the whole history with one contact; a click on a message goes there. */
export function SearchScreen({ contact, commands, onFound, onBack }: SearchScreenProps) {
  const { t } = useText();
  const view = useRef<HTMLDivElement>(null);
  const search = useSearch(contact.id, commands);
  const { words, found } = search;
  const [first] = found.hits;

  const move = (event: KeyboardEvent): void => {
    const stops = [...(view.current?.querySelectorAll<HTMLElement>('.search-box, .search-hit') ?? [])];
    const at = stops.findIndex((stop) => stop.matches(':focus'));
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (at < 0 || next === undefined || isComposing(event)) return;
    event.preventDefault();
    stops[Math.max(0, next)]?.focus();
  };

  return (
    <div ref={view} class="view search">
      <BackBar onBack={onBack}>
        <h1 class="visually-hidden">{t('search')}</h1>
        <input
          type="search"
          class="search-box"
          dir="auto"
          aria-label={t('searchMessages')}
          placeholder={t('searchMessages')}
          maxLength={maxLength}
          autocomplete="off"
          spellcheck={false}
          data-first-focus
          value={words}
          onInput={(event) => search.look(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || isComposing(event) || first === undefined) {
              move(event);
              return;
            }
            // Otherwise the same key would press the button that gets the focus.
            event.preventDefault();
            onFound(first.messageId);
          }}
        />
      </BackBar>
      <SearchState contact={contact} search={search} />
      <div class="scroll">
        {found.hits.length > 0 && (
          <ul class="search-results" aria-label={t('searchResults')}>
            {found.hits.map((hit) => (
              <Hit key={hit.messageId} {...{ hit, onFound }} name={contact.name} onMove={move} />
            ))}
          </ul>
        )}
        {found.next !== null && (
          <button type="button" class="button search-more" onClick={search.goOn}>
            {t('searchMore')}
          </button>
        )}
      </div>
    </div>
  );
}

function SearchState({ contact, search }: { readonly contact: ContactView; readonly search: Search }) {
  const { t, plural } = useText();
  const { words, found } = search;
  const said = {
    idle: t('searchHint', contact.name),
    searching: found.hits.length === 0 ? t('searching') : '',
    failed: t('commandFailed'),
    done: found.hits.length === 0 ? t('searchNothing') : plural('searchCount', found.hits.length),
  };
  return (
    <p class="search-state quiet" role="status">
      {words.trim() === '' ? said.idle : said[found.state]}
    </p>
  );
}

interface HitProps {
  readonly hit: SearchHit;
  readonly name: string;
  readonly onFound: (messageId: string) => void;
  readonly onMove: (event: KeyboardEvent) => void;
}

function Hit({ hit, name, onFound, onMove }: HitProps) {
  const { t, day, time } = useText();
  const { messageId, mine, atMs, excerpt } = hit;
  return (
    <li>
      <button type="button" class="search-hit" onClick={() => onFound(messageId)} onKeyDown={onMove}>
        <span class="search-who">
          <bdi>{mine ? t('you') : name}</bdi>
        </span>
        <time class="quiet" dateTime={new Date(atMs).toISOString()}>
          {day(atMs, Date.now())} {time(atMs)}
        </time>
        <span class="search-excerpt" dir="auto">
          {excerpt.map((part, index) => (part.hit ? <mark key={index}>{part.text}</mark> : part.text))}
        </span>
      </button>
    </li>
  );
}
