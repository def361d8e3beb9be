import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { EditableContactBook } from '../contacts/contact-book.ts';
import type { LinkClient } from '../links/link-client.ts';
import type { Links } from '../links/links.ts';
import type { Log } from '../ports/log.ts';
import { nameFrame, parseNameFrame } from './rules/name-frame.ts';

interface NameExchangeDependencies {
  readonly contacts: Pick<EditableContactBook, 'get' | 'accepted' | 'put'>;
  readonly links: Pick<Links, 'send' | 'isOpen'>;
  readonly name: () => string;
  readonly log: Log;
}

export interface NameExchange extends LinkClient {
  /** The person here has another name now. */
  handleRenamed(): void;
}

/** Brings names to contacts, who know each other's from when they met: by every link that comes up, and by those that are. */
export function createNameExchange({ contacts, links, name, log }: NameExchangeDependencies): NameExchange {
  const tell = (id: ContactId): void => void links.send(id, 'control', nameFrame(name()));

  const learn = async (id: ContactId, theirs: string): Promise<void> => {
    const contact = contacts.get(id);
    if (contact && contact.name !== theirs) await contacts.put({ ...contact, name: theirs });
  };

  return {
    lane: 'control',
    prefix: 'profile',
    handleOpened: tell,
    handleFrame(id, frame) {
      const theirs = parseNameFrame(frame);
      if (theirs === undefined) return false;
      learn(id, theirs).catch((error: unknown) => log('warn', 'name-not-stored', { reason: String(error) }));
      return true;
    },
    handleRenamed() {
      for (const { id } of contacts.accepted()) if (links.isOpen(id)) tell(id);
    },
  };
}
