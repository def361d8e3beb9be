import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { EditableContactBook } from '../contacts/contact-book.ts';
import type { Links } from '../links/links.ts';
import type { CleanUp } from '../mailbox/clean-up.ts';
import type { ReplayGuard } from '../mailbox/replay-guard.ts';
import type { SignalSender } from '../mailbox/signal-sender.ts';
import type { MailboxPort } from '../ports/mailbox-port.ts';
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
  readonly links: Pick<Links, 'offerForAccept' | 'drop' | 'want' | 'handleSignal'>;
  readonly identity: () => IdentityRecord;
  readonly verifyCard: (card: Uint8Array, id: ContactId) => Promise<{ keys: PublicKeys; box: string } | undefined>;
  readonly nowMs: () => number;
  readonly newGrant: () => string;
  /** Somebody with whom both agreed comes anew, as from another browser. */
  readonly onIntroducedAgain: (id: ContactId) => void;
}

interface Recipient {
  readonly id: ContactId;
  /** From an invite link, which lets a knock through to people who are closed to bare IDs. */
  readonly token: string | null;
}

/** Carries out one order of the pairing machine; rejects with `MailboxError` when the service refuses. */
export async function performPairingEffect(
  deps: PairingDependencies,
  { id, token }: Recipient,
  effect: Exclude<PairingEffect, PairingChore>,
): Promise<void> {
  const { mailbox } = deps;
  const own = deps.identity();
  switch (effect.kind) {
    case 'write-grant':
      return mailbox.writeGrant(own.box, effect.grant);
    case 'send-knock': {
      const payload = { name: own.name, beacon: own.beacon, grant: effect.grant, box: own.box };
      return deps.signals.sendKnock(contactOf(deps, id), payload, token);
    }
    case 'send-accept':
      return sendAccept(deps, id);
    case 'begin-link':
      // One side is enough; both would be glare and cost two more writes.
      if (own.id < id) deps.links.want(id);
  }
}

async function sendAccept(deps: PairingDependencies, id: ContactId): Promise<void> {
  const own = deps.identity();
  const contact = contactOf(deps, id);
  if (contact.status !== 'accepted') return;
  const offer = await deps.links.offerForAccept(id);
  const payload: AcceptPayload = {
    name: own.name,
    beacon: own.beacon,
    grant: contact.myGrant,
    description: offer?.description ?? null,
  };
  await deps.signals.send(contact, { kind: 'accept', session: offer?.session ?? 0, payload });
}

function contactOf(deps: PairingDependencies, id: ContactId): ContactRecord {
  const contact = deps.contacts.get(id);
  if (!contact) throw new Error('pairing of an unknown contact');
  return contact;
}
