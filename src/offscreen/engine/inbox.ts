import { equalBytes } from '../../shared/bytes/equal-bytes.ts';
import type { ContactId } from '../../shared/contact-id.ts';
import type { EnvelopePort, InboxListener, Log, MailboxPort, OpenedLetter, PublicKeys } from '../ports.ts';
import type { ContactRecord } from '../store/records.ts';
import type { EditableContactBook } from './contact-book.ts';
import { knockPath, slotPath } from './documents.ts';

interface InboxDependencies {
  readonly mailbox: MailboxPort;
  readonly box: () => string;
  readonly envelope: () => EnvelopePort;
  readonly contacts: EditableContactBook;
  readonly idOfKeys: (keys: PublicKeys) => Promise<ContactId>;
  readonly log: Log;
  /** `ageMs` is by the service's stamp and clock, null while that clock is unknown. */
  onLetter(contact: ContactRecord, letter: OpenedLetter, ageMs: number | null): Promise<void>;
  onKnock(knock: { id: ContactId; letter: OpenedLetter; account: string }): Promise<void>;
  onState(state: 'live' | 'unreachable'): void;
}

export interface Inbox {
  readonly listener: InboxListener;
  /** Documents that were not what they should be, since the start. */
  dropped(): number;
}

type Slot = Parameters<InboxListener['onSlot']>[0];
type Knock = Parameters<InboxListener['onKnock']>[0];
type Read = { readonly sequence: number; deliver(): Promise<void> };

/** Opens what arrives in the own mailbox, drops what is not genuine, and hands on the rest in the order it was written. */
export function createInbox(deps: InboxDependencies): Inbox {
  const { mailbox, contacts } = deps;
  let dropped = 0;
  let arrived: (() => Promise<Read | undefined>)[] = [];
  let work: Promise<void> = Promise.resolve();

  const drop = (): undefined => {
    dropped += 1;
    return undefined;
  };

  const age = (atMs: number): number | null => {
    const now = mailbox.serverNowMs();
    return now === null ? null : now - atMs;
  };

  const readSlot = async (slot: Slot): Promise<Read | undefined> => {
    const contact = contacts.findByGrant(slot.grant);
    if (!contact) return drop();
    const letter = await deps.envelope().open(slot.sealed, slotPath(deps.box(), slot.grant, slot.index));
    if (!letter || letter.kind === 'knock' || !sameKeys(letter.sender, contact.keys)) return drop();
    const deliver = async (): Promise<void> => {
      const current = contacts.get(contact.id);
      // The same document is seen again at every start: an old number is silence, not a fault.
      if (!current || letter.sequence <= current.seenSequence) return;
      await contacts.put({ ...current, seenSequence: letter.sequence });
      await deps.onLetter(current, letter, slot.fresh ? 0 : age(slot.atMs));
    };
    return { sequence: letter.sequence, deliver };
  };

  const readKnock = async (knock: Knock): Promise<Read | undefined> => {
    const letter = await deps.envelope().open(knock.sealed, knockPath(deps.box(), knock.account));
    if (letter?.kind !== 'knock') return drop();
    const id = await deps.idOfKeys(letter.sender);
    const deliver = async (): Promise<void> => {
      const current = contacts.get(id);
      if (current && letter.sequence <= current.seenSequence) return;
      if (current) await contacts.put({ ...current, seenSequence: letter.sequence });
      await deps.onKnock({ id, letter, account: knock.account });
    };
    return { sequence: letter.sequence, deliver };
  };

  const readBatch = async (): Promise<void> => {
    const batch = arrived;
    arrived = [];
    const letters = await Promise.all(batch.map((read) => read()));
    const ordered = letters.filter((letter) => letter !== undefined).sort((a, b) => a.sequence - b.sequence);
    for (const letter of ordered) {
      await letter.deliver().catch((error: unknown) => deps.log('error', 'letter-failed', { reason: String(error) }));
    }
  };

  const take = (read: () => Promise<Read | undefined>): void => {
    // Documents of one listener call are collected first, for they come in any order.
    if (arrived.push(read) === 1) {
      work = work
        .then(readBatch)
        .catch((error: unknown) => deps.log('error', 'inbox-failed', { reason: String(error) }));
    }
  };

  return {
    listener: {
      onSlot: (slot) => take(() => readSlot(slot)),
      onKnock: (knock) => take(() => readKnock(knock)),
      onMalformed: () => {
        drop();
      },
      onState: (state) => deps.onState(state),
    },
    dropped: () => dropped,
  };
}

function sameKeys(a: PublicKeys, b: PublicKeys): boolean {
  return equalBytes(a.identity, b.identity) && equalBytes(a.agreement, b.agreement);
}
