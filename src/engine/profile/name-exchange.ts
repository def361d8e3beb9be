import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { EditableContactBook } from '../contacts/contact-book.ts';
import type { LinkClient } from '../links/link-client.ts';
import type { Links } from '../links/links.ts';
import type { Introductions } from '../pairing/presence-name.ts';
import type { Log } from '../ports/log.ts';
import { createTopic } from '../topic.ts';
import type { SelfIntroduction } from './rules/name-frame.ts';
import { nameFrame, parseNameFrame } from './rules/name-frame.ts';

interface NameExchangeDependencies {
  readonly contacts: Pick<EditableContactBook, 'get' | 'accepted' | 'put'>;
  readonly links: Pick<Links, 'send' | 'isOpen'>;
  readonly self: () => Required<SelfIntroduction>;
  readonly log: Log;
}

export type NameExchange = LinkClient & Introductions;

/**
 * Brings to contacts what they know of each other since they met, name and presence document: by every link that comes up,
 * and by those that are.
 */
export function createNameExchange({ contacts, links, self, log }: NameExchangeDependencies): NameExchange {
  const introduced: Introductions['introduced'] = createTopic();
  const listening = new Set<ContactId>();

  const tell = (id: ContactId): void => void links.send(id, 'control', nameFrame(self()));

  const learn = async (id: ContactId, { name, beacon }: SelfIntroduction): Promise<void> => {
    const contact = contacts.get(id);
    if (contact?.status !== 'accepted') return;
    const theirBeacon = beacon ?? contact.theirBeacon;
    if (contact.name === name && contact.theirBeacon === theirBeacon) return;
    await contacts.put({ ...contact, name, theirBeacon });
  };

  return {
    introduced,
    lane: 'control',
    prefix: 'profile',
    handleOpened: tell,
    handleClosed(id, how) {
      if (how === 'down') listening.delete(id);
    },
    handleFrame(id, frame) {
      const theirs = parseNameFrame(frame);
      if (theirs === undefined) return false;
      if (theirs.beacon !== undefined) listening.add(id);
      learn(id, theirs)
        .then(() => introduced.tell(id))
        .catch((error: unknown) => log('warn', 'name-not-stored', { reason: String(error) }));
      return true;
    },
    tellAll() {
      for (const { id } of contacts.accepted()) if (links.isOpen(id)) tell(id);
    },
    reaches: (id) => links.isOpen(id) && listening.has(id),
  };
}
