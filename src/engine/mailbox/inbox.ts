import type { ContactId } from '../../shared/identity/contact-id.ts';
import { createInTurn } from '../../shared/in-turn.ts';
import { equalBytes } from '../bytes/equal-bytes.ts';
import type { EditableContactBook } from '../contacts/contact-book.ts';
import type { EnvelopePort, OpenedSignal } from '../crypto/signal.ts';
import type { Log } from '../ports/log.ts';
import type { InboxListener, MailboxPort, ServiceState } from '../ports/mailbox-port.ts';
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
  onSignal(contact: ContactRecord, signal: OpenedSignal, ageMs: number | null): Promise<void>;
  onKnock(knock: { id: ContactId; signal: OpenedSignal; account: string }): Promise<void>;
  onState(state: ServiceState): void;
}

export interface Inbox {
  readonly listener: Omit<InboxListener, 'onMail'>;
  /** Documents that were not what they should be, since the start. */
  dropped(): number;
}

type Slot = Parameters<InboxListener['onSlot']>[0];
type Knock = Parameters<InboxListener['onKnock']>[0];

/** A genuine signal, not yet acted upon. */
interface Reading {
  readonly sequence: number;
  deliver(): Promise<void>;
}

/** Opens what arrives in the own mailbox, drops what is not genuine, and hands on the rest in the order it was written. */
export function createInbox(deps: InboxDependencies): Inbox {
  let dropped = 0;
  let arrived: (() => Promise<Reading | undefined>)[] = [];
  const inTurn = createInTurn();
  const report = (error: unknown): void => deps.log('error', 'signal-failed', { reason: String(error) });

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
  const signal = await deps.envelope().open(slot.sealed, slotPath(deps.box(), slot.grant, slot.index));
  if (!signal || signal.kind === 'knock' || signal.kind === 'mail' || !sameKeys(signal.sender, contact.keys))
    return undefined;
  const nowMs = mailbox.serverNowMs();
  const ageMs = slot.fresh ? 0 : nowMs && nowMs - slot.atMs;
  return {
    sequence: signal.sequence,
    async deliver() {
      // The same document comes again at every start, which is silence, not a fault.
      const current = await contacts.advanceSequence(contact.id, signal.sequence);
      if (current) await deps.onSignal(current, signal, ageMs);
    },
  };
}

async function readKnock(deps: InboxDependencies, { sealed, account }: Knock): Promise<Reading | undefined> {
  const signal = await deps.envelope().open(sealed, knockPath(deps.box(), account));
  if (signal?.kind !== 'knock') return undefined;
  const id = await deps.idOfKeys(signal.sender);
  return {
    sequence: signal.sequence,
    async deliver() {
      if (await isOldKnock(deps, id, signal)) return;
      await deps.onKnock({ id, signal, account });
      await deps.guard.rememberKnock(signal.messageId);
    },
  };
}

async function isOldKnock(
  { contacts, guard }: InboxDependencies,
  id: ContactId,
  signal: OpenedSignal,
): Promise<boolean> {
  if (await guard.hasSeen(signal.messageId)) return true;
  if (contacts.get(id)) return !(await contacts.advanceSequence(id, signal.sequence));
  const removed = await guard.numbersOf(id);
  return removed !== undefined && signal.sequence <= removed.seenSequence;
}

function sameKeys(a: PublicKeys, b: PublicKeys): boolean {
  return equalBytes(a.identity, b.identity) && equalBytes(a.agreement, b.agreement);
}
