import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { EditableContactBook } from '../contacts/contact-book.ts';
import type { Links } from '../links/links.ts';
import type { CleanUp } from '../mailbox/clean-up.ts';
import type { ReplayGuard } from '../mailbox/replay-guard.ts';
import type { SignalSender } from '../mailbox/signal-sender.ts';
import type { MailboxPort } from '../ports/mailbox-port.ts';
import { isDenied, MailboxError } from '../ports/mailbox-port.ts';
import type { PublicKeys } from '../ports/public-keys.ts';
import type { ContactRecord, IdentityRecord } from '../ports/stores-port.ts';
import type { AcceptPayload } from './rules/signals.ts';
import type { PairingChore, PairingEffect } from './rules/step.ts';

export interface PairingDependencies {
  readonly mailbox: MailboxPort;
  readonly contacts: EditableContactBook;
  readonly signals: SignalSender;
  readonly guard: Pick<ReplayGuard, 'numbersOf' | 'rememberRemoved'>;
  readonly cleanUp: Pick<CleanUp, 'note' | 'perform'>;
  readonly links: Pick<Links, 'offerForAccept' | 'drop' | 'want' | 'isOpen' | 'handleSignal'>;
  readonly identity: () => IdentityRecord;
  readonly verifyCard: (card: Uint8Array, id: ContactId) => Promise<{ keys: PublicKeys; box: string } | undefined>;
  readonly nowMs: () => number;
  readonly newGrant: () => string;
  /** Somebody with whom both agreed comes anew, as from another browser. */
  readonly onIntroducedAgain: (id: ContactId) => void;
  /** Somebody who knows where our presence is told is no contact any more. */
  readonly onParted: () => void;
  /** Their knock was an agreement, and the acceptance could not be written. */
  readonly onUnanswered: (id: ContactId) => void;
}

interface Recipient {
  readonly id: ContactId;
  /** From an invite link, which lets a knock through to people who are closed to bare IDs. */
  readonly token: string | null;
}

/** Carries out one order of the pairing machine; rejects with `MailboxError`, which is *denied* only when they refuse. */
export async function performPairingEffect(
  deps: PairingDependencies,
  { id, token }: Recipient,
  effect: Exclude<PairingEffect, PairingChore>,
): Promise<void> {
  const own = deps.identity();
  switch (effect.kind) {
    case 'write-grant':
      return deps.mailbox.writeGrant(own.box, effect.grant).catch(blameOurselves);
    case 'send-knock': {
      await deps.contacts.put({ ...contactOf(deps, id), presenceUntold: true });
      // Whether we are there is told to nobody who has not agreed: this names no document.
      const payload = { name: own.name, beacon: deps.newGrant(), grant: effect.grant, box: own.box };
      return deps.signals.sendKnock(contactOf(deps, id), payload, token);
    }
    case 'send-accept':
      return sendAccept(deps, id, effect.crossed);
  }
}

/** Where the service does not know us as the owner of our mailbox, it is not the other side that refuses. */
function blameOurselves(error: unknown): never {
  throw isDenied(error) ? new MailboxError('unreachable', error) : error;
}

async function sendAccept(deps: PairingDependencies, id: ContactId, crossed: boolean): Promise<void> {
  const own = deps.identity();
  const contact = contactOf(deps, id);
  if (contact.status !== 'accepted') return;
  // One offer is enough; two would be glare and cost two more writes.
  const offer = crossed && own.id > id ? null : await deps.links.offerForAccept(id);
  const payload: AcceptPayload = {
    name: own.name,
    beacon: own.beacon,
    grant: contact.myGrant,
    description: offer?.description ?? null,
  };
  await deps.signals.send(contact, { kind: 'accept', session: offer?.session ?? 0, payload });
  const told = deps.contacts.get(id);
  if (told?.presenceUntold) await deps.contacts.put({ ...told, presenceUntold: undefined });
}

function contactOf(deps: PairingDependencies, id: ContactId): ContactRecord {
  const contact = deps.contacts.get(id);
  if (!contact) throw new Error('pairing of an unknown contact');
  return contact;
}
