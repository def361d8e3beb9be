import type { ContactId } from '../../shared/identity/contact-id.ts';
import { createInTurn } from '../../shared/in-turn.ts';
import { equalBytes } from '../bytes/equal-bytes.ts';
import type { EditableContactBook } from '../contacts/contact-book.ts';
import type { EnvelopePort, OpenedLetter } from '../crypto/letter.ts';
import type { Log } from '../ports/log.ts';
import type { InboxListener, MailboxPort } from '../ports/mailbox-port.ts';
import type { PublicKeys } from '../ports/public-keys.ts';
import type { ContactRecord } from '../ports/stores-port.ts';
import { knockPath, slotPath } from './document-paths.ts';
import type { ReplayGuard } from './replay-guard.ts';

interface InboxDependencies {
  readonly mailbox: MailboxPort;
  readonly box: () => string;
  readonly envelope: () => EnvelopePort;
  readonly contacts: EditableContactBook;
  readonly guard: Pick<ReplayGuard, 'hasSeen' | 'rememberKnock' | 'numbersOf'>;
  readonly idOfKeys: (keys: PublicKeys) => Promise<ContactId>;
  readonly log: Log;
  /** `ageMs` is by the service's stamp and clock, null while that clock is unknown. */
  onLetter(contact: ContactRecord, letter: OpenedLetter, ageMs: number | null): Promise<void>;
  onKnock(knock: { id: ContactId; letter: OpenedLetter; account: string }): Promise<void>;
  onState(state: 'live' | 'unreachable'): void;
}

export interface Inbox {
  readonly listener: Omit<InboxListener, 'onMail'>;
  /** Documents that were not what they should be, since the start. */
  dropped(): number;
}

type Slot = Parameters<InboxListener['onSlot']>[0];
type Knock = Parameters<InboxListener['onKnock']>[0];

/** A genuine letter, not yet acted upon. */
interface Reading {
  readonly sequence: number;
  deliver(): Promise<void>;
}

/** Opens what arrives in the own mailbox, drops what is not genuine, and hands on the rest in the order it was written. */
export function createInbox(deps: InboxDependencies): Inbox {
  let dropped = 0;
  let arrived: (() => Promise<Reading | undefined>)[] = [];
  const inTurn = createInTurn();
  const report = (error: unknown): void => deps.log('error', 'letter-failed', { reason: String(error) });

  const readBatch = async (): Promise<void> => {
    const batch = arrived;
    arrived = [];
    const readings = await Promise.all(batch.map((read) => read()));
    const genuine = readings.filter((reading) => reading !== undefined);
    dropped += readings.length - genuine.length;
    for (const reading of genuine.sort((a, b) => a.sequence - b.sequence)) await reading.deliver().catch(report);
  };

  const take = (read: () => Promise<Reading | undefined>): void => {
    // Documents of one listener call are collected first, for they come in any order.
    if (arrived.push(read) === 1) inTurn(readBatch).catch(report);
  };

  return {
    listener: {
      onSlot: (slot) => take(() => readSlot(deps, slot)),
      onKnock: (knock) => take(() => readKnock(deps, knock)),
      onMalformed() {
        dropped += 1;
      },
      onState: (state) => deps.onState(state),
    },
    dropped: () => dropped,
  };
}

async function readSlot(deps: InboxDependencies, slot: Slot): Promise<Reading | undefined> {
  const { contacts, mailbox } = deps;
  const contact = contacts.findByGrant(slot.grant);
  if (!contact) return undefined;
  const letter = await deps.envelope().open(slot.sealed, slotPath(deps.box(), slot.grant, slot.index));
  if (!letter || letter.kind === 'knock' || letter.kind === 'mail' || !sameKeys(letter.sender, contact.keys))
    return undefined;
  const nowMs = mailbox.serverNowMs();
  const ageMs = slot.fresh ? 0 : nowMs && nowMs - slot.atMs;
  return {
    sequence: letter.sequence,
    async deliver() {
      const current = await advanceSequence(contacts, contact.id, letter.sequence);
      if (current) await deps.onLetter(current, letter, ageMs);
    },
  };
}

async function readKnock(deps: InboxDependencies, { sealed, account }: Knock): Promise<Reading | undefined> {
  const letter = await deps.envelope().open(sealed, knockPath(deps.box(), account));
  if (letter?.kind !== 'knock') return undefined;
  const id = await deps.idOfKeys(letter.sender);
  return {
    sequence: letter.sequence,
    async deliver() {
      if (await isOldKnock(deps, id, letter)) return;
      await deps.onKnock({ id, letter, account });
      await deps.guard.rememberKnock(letter.messageId);
    },
  };
}

async function isOldKnock(
  { contacts, guard }: InboxDependencies,
  id: ContactId,
  letter: OpenedLetter,
): Promise<boolean> {
  if (await guard.hasSeen(letter.messageId)) return true;
  if (contacts.get(id)) return !(await advanceSequence(contacts, id, letter.sequence));
  const removed = await guard.numbersOf(id);
  return removed !== undefined && letter.sequence <= removed.seenSequence;
}

/** Undefined for a number seen before: the same document comes again at every start, which is silence, not a fault. */
async function advanceSequence(
  contacts: EditableContactBook,
  id: ContactId,
  sequence: number,
): Promise<ContactRecord | undefined> {
  const contact = contacts.get(id);
  if (!contact || sequence <= contact.seenSequence) return undefined;
  const advanced = { ...contact, seenSequence: sequence };
  await contacts.put(advanced);
  return advanced;
}

function sameKeys(a: PublicKeys, b: PublicKeys): boolean {
  return equalBytes(a.identity, b.identity) && equalBytes(a.agreement, b.agreement);
}
