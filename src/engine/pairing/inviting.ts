import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { ActionOutcome, InviteOutcome } from '../../shared/messaging/contract.ts';
import { isDenied, MailboxError } from '../ports/mailbox-port.ts';
import type { PublicKeys } from '../ports/public-keys.ts';
import type { ContactRecord } from '../ports/stores-port.ts';
import type { Stranger } from './apply-pairing.ts';
import { applyPairing, changePairing, withoutState } from './apply-pairing.ts';
import type { PairingDependencies } from './pairing-effects.ts';

/** Who is invited, and by which token of their invite link. */
interface Invitation {
  readonly id: ContactId;
  readonly token: string | null;
}

type Refusal = Extract<InviteOutcome, { kind: 'refused' }>['reason'];

/** Asks somebody to be a contact, or agrees when they have asked already. */
export async function inviteContact(deps: PairingDependencies, invitation: Invitation): Promise<InviteOutcome> {
  const { contacts, links } = deps;
  const { id } = invitation;
  const already = isReachable(contacts.get(id));
  if (already && links.isOpen(id)) return { kind: 'already-contact', contactId: id };
  try {
    const refused = await askOrAgree(deps, invitation);
    if (refused) return { kind: 'refused', reason: refused };
  } catch (error) {
    const reason = refusalOf(error, deps.signals.hasJustKnocked(id) ? 'too-soon' : 'closed');
    // They were asked only in case they have lost us.
    if (!already) return { kind: 'refused', reason };
  }
  if (already) return { kind: 'already-contact', contactId: id };
  return { kind: isReachable(contacts.get(id)) ? 'accepted' : 'sent', contactId: id };
}

function isReachable(contact: ContactRecord | undefined): boolean {
  return contact?.status === 'accepted' && !contact.shutOut;
}

/** Rejects with `MailboxError`. */
async function askOrAgree(deps: PairingDependencies, { id, token }: Invitation): Promise<Refusal | undefined> {
  const contact = deps.contacts.get(id);
  // A block ends with the invitation, whatever becomes of that: otherwise two who blocked each other never meet again.
  if (contact?.status === 'blocked') await changePairing(deps, id, { kind: 'removed-here' });
  const before = contact?.status === 'blocked' ? withoutState(contact) : (contact ?? (await lookUp(deps, id)));
  if (typeof before === 'string') return before;
  const ask = (person: ContactRecord | Stranger): Promise<void> =>
    applyPairing(deps, person, { kind: 'invited', grant: deps.newGrant(), token });
  try {
    await ask(before);
  } catch (error) {
    const current = deps.contacts.get(id);
    const wasRequest = current?.status === 'asked' || (current?.status === 'declined' && current.theirGrant);
    if (!wasRequest || !isDenied(error)) throw error;
    await changePairing(deps, id, { kind: 'request-gone' });
    await ask(withoutState(current));
  }
  return undefined;
}

export async function acceptRequest(deps: PairingDependencies, id: ContactId): Promise<ActionOutcome> {
  if (deps.contacts.get(id)?.status !== 'asked') return { kind: 'refused', reason: 'gone' };
  try {
    await changePairing(deps, id, { kind: 'accepted-here', grant: deps.newGrant() });
    return { kind: 'done' };
  } catch (error) {
    deps.links.drop(id);
    const reason = refusalOf(error, 'gone');
    if (reason === 'gone') await changePairing(deps, id, { kind: 'request-gone' });
    return { kind: 'refused', reason };
  }
}

/** A card that is there but not theirs is told apart from none: then somebody has meddled with it. */
async function lookUp(deps: PairingDependencies, id: ContactId): Promise<Stranger | 'unknown-id' | 'wrong-card'> {
  const found = await deps.mailbox.fetchCard(id);
  if (!found) return 'unknown-id';
  const card = await deps.verifyCard(found.card, id);
  return card ? meet(deps, id, card) : 'wrong-card';
}

/** Numbers begin at the service's time, so that they still rise when one side has forgotten the other. */
export async function meet(
  deps: PairingDependencies,
  id: ContactId,
  card: { keys: PublicKeys; box: string },
): Promise<Stranger> {
  const startMs = Math.floor(deps.mailbox.serverNowMs() ?? deps.nowMs());
  const former = await deps.guard.numbersOf(id);
  const sentSequence = Math.max(startMs, former?.sentSequence ?? 0);
  return { id, name: '', ...card, sentSequence, seenSequence: former?.seenSequence ?? 0, changedAtMs: startMs };
}

function refusalOf<Denied extends string>(error: unknown, denied: Denied): Denied | 'offline' | 'unreachable' {
  if (!(error instanceof MailboxError)) throw error;
  return error.code === 'denied' ? denied : error.code;
}
