import { useRef, useState } from 'preact/hooks';
import type { ContactId } from '../../../shared/identity/contact-id.ts';
import type { ContactView } from '../../../shared/snapshot.ts';
import { useText } from '../basics/text.ts';
import { ContactRow } from './contact-row.tsx';

export interface ContactListProps {
  readonly contacts: readonly ContactView[];
  /** The one whose conversation is shown beside the list. */
  readonly selected: ContactId | null;
  readonly onOpen: (contactId: ContactId) => void;
}

/** All contacts, or those whose name has what was typed. Arrow keys go from one to the next, Enter in the box opens the first. */
export function ContactList({ contacts, selected, onOpen }: ContactListProps) {
  const { t } = useText();
  const [sought, setSought] = useState('');
  const frame = useRef<HTMLDivElement>(null);
  const nowMs = Date.now();
  const shown = contacts.filter(({ name }) => fold(name).includes(fold(sought.trim())));

  const press = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const stops = [...(frame.current?.querySelectorAll<HTMLElement>('.search-box, .contact') ?? [])];
    const at = stops.findIndex((stop) => stop.matches(':focus'));
    const [first] = shown;
    const isInBox = at === 0;
    if (isInBox && event.key === 'Enter' && first !== undefined) onOpen(first.id);
    else if (event.key === 'Escape' && sought !== '') setSought('');
    else if (!focusStop(stops, at, event.key)) return;
    event.preventDefault();
  };

  return (
    <div ref={frame} class="contact-list">
      <input
        type="search"
        class="search-box"
        dir="auto"
        aria-label={t('searchContacts')}
        placeholder={t('searchContacts')}
        maxLength={100}
        autocomplete="off"
        spellcheck={false}
        value={sought}
        onInput={(event) => setSought(event.currentTarget.value)}
        onKeyDown={press}
      />
      <ul class="contacts" aria-label={t('contacts')}>
        {shown.map((contact) => (
          <ContactRow
            key={contact.id}
            contact={contact}
            selected={contact.id === selected}
            nowMs={nowMs}
            onOpen={() => onOpen(contact.id)}
            onKey={press}
          />
        ))}
      </ul>
      <p class="quiet contacts-none" role="status">
        {shown.length === 0 && t('searchNoContact')}
      </p>
    </div>
  );
}

/** Home and End belong to the text where there is one. */
function focusStop(stops: readonly HTMLElement[], at: number, key: string): boolean {
  const inRows = at > 0;
  const target = {
    ArrowDown: Math.min(at + 1, stops.length - 1),
    ArrowUp: Math.max(at - 1, 0),
    ...(inRows && { Home: 1, End: stops.length - 1 }),
  }[key];
  if (target === undefined) return false;
  stops[target]?.focus();
  return true;
}

/** Without case, accents, and the widths that Japanese input methods choose from. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}
