import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { AcceptedContact, ContactRecord, Stores } from '../ports/stores-port.ts';

/** Contacts with whom both sides agreed, and everybody who asked or was asked. */
export interface ContactBook {
  get(id: ContactId): ContactRecord | undefined;
  all(): readonly ContactRecord[];
  accepted(): readonly AcceptedContact[];
}

export interface EditableContactBook extends ContactBook {
  load(): Promise<void>;
  /** Stored before the promise settles; what is read right after the call is already new. */
  put(contact: ContactRecord): Promise<void>;
  remove(id: ContactId): Promise<void>;
  setMuted(id: ContactId, muted: boolean): Promise<void>;
  /** The next number for a signal to this contact; nothing with it may leave before it is `stored`. Throws for somebody unknown. */
  reserveSequence(id: ContactId): { readonly sequence: number; readonly stored: Promise<void> };
  /** A signal with that number came: stored before the promise settles. Undefined for one that is not above all before. */
  advanceSequence(id: ContactId, sequence: number): Promise<ContactRecord | undefined>;
  /** Whose slots `grant` opens, if it is one of those we gave away. */
  findByGrant(grant: string): ContactRecord | undefined;
}

/** All contacts in memory, every change written through to storage. */
export function createContactBook(store: Stores['contacts'], onChange: () => void): EditableContactBook {
  const contacts = new Map<ContactId, ContactRecord>();

  /** Without a word to anybody: numbers are not shown. */
  const keep = (contact: ContactRecord): Promise<void> => {
    contacts.set(contact.id, contact);
    return store.save(contact);
  };

  const put = (contact: ContactRecord): Promise<void> => {
    const kept = keep(contact);
    onChange();
    return kept;
  };

  return {
    async load() {
      for (const contact of await store.all()) contacts.set(contact.id, contact);
    },
    get: (id) => contacts.get(id),
    all: () => [...contacts.values()],
    accepted: () => [...contacts.values()].filter((contact) => contact.status === 'accepted'),
    put,
    async remove(id) {
      contacts.delete(id);
      onChange();
      await store.remove(id);
    },
    async setMuted(id, muted) {
      const contact = contacts.get(id);
      if (contact) await put({ ...contact, muted });
    },
    reserveSequence(id) {
      const contact = contacts.get(id);
      if (!contact) throw new Error('no such contact to write to');
      const sequence = contact.sentSequence + 1;
      return { sequence, stored: keep({ ...contact, sentSequence: sequence }) };
    },
    async advanceSequence(id, sequence) {
      const contact = contacts.get(id);
      if (!contact || sequence <= contact.seenSequence) return undefined;
      const advanced = { ...contact, seenSequence: sequence };
      await keep(advanced);
      return advanced;
    },
    findByGrant: (grant) => [...contacts.values()].find((contact) => 'myGrant' in contact && contact.myGrant === grant),
  };
}
