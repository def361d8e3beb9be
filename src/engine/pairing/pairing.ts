import type { ContactId } from '../../shared/identity/contact-id.ts';
import { cleanName } from '../../shared/identity/display-name.ts';
import type { ActionOutcome, InviteOutcome } from '../../shared/messaging/contract.ts';
import type { OpenedSignal } from '../crypto/signal.ts';
import { createInTurnAbout } from '../in-turn-about.ts';
import { MailboxError } from '../ports/mailbox-port.ts';
import type { PublicKeys } from '../ports/public-keys.ts';
import type { ContactBase, ContactRecord } from '../ports/stores-port.ts';
import type { PairingDependencies } from './pairing-effects.ts';
import { performPairingEffect } from './pairing-effects.ts';
import { parseAcceptPayload, parseKnockPayload } from './rules/signals.ts';
import type { PairingChore, PairingEvent } from './rules/step.ts';
import { isChore, stepPairing } from './rules/step.ts';

export interface Pairing {
  invite(id: ContactId, token: string | null): Promise<InviteOutcome>;
  accept(id: ContactId): Promise<ActionOutcome>;
  decline(id: ContactId): Promise<void>;
  block(id: ContactId): Promise<void>;
  remove(id: ContactId): Promise<void>;
  handleKnock(knock: ReceivedKnock): Promise<void>;
  /** A contact's `accept` signal; the offer inside goes on to the link. False when it was malformed. */
  handleAccept(contact: ContactRecord, signal: OpenedSignal, ageMs: number | null): Promise<boolean>;
  /** Some other signal of theirs arrived, which proves that they read our acceptance. */
  handleConfirmed(contact: ContactRecord): Promise<void>;
}

interface ReceivedKnock {
  /** Computed from the keys that signed the signal. */
  readonly id: ContactId;
  readonly signal: OpenedSignal;
  readonly account: string;
}

/** Somebody of whom we know the keys and nothing else. */
type Stranger = ContactBase;

/**
 * Makes contacts of strangers: knock, request, acceptance, and their opposites. What concerns one person happens in turn:
 * otherwise their knock, coming while ours is on its way, would be overwritten and never answered.
 */
export function createPairing(deps: PairingDependencies): Pairing {
  const inTurn = createInTurnAbout();
  /** The link goes at once, and again in turn: an acceptance that was under way may have sought another. */
  const part = (id: ContactId, work: () => Promise<void>): Promise<void> => {
    deps.links.drop(id);
    return inTurn(id, () => {
      deps.links.drop(id);
      return work();
    });
  };
  return {
    invite: (id, token) => inTurn(id, () => invite(deps, id, token)),
    accept: (id) => inTurn(id, () => accept(deps, id)),
    decline: (id) => inTurn(id, () => change(deps, id, { kind: 'declined-here' })),
    block: (id) => part(id, () => change(deps, id, { kind: 'blocked-here' })),
    remove: (id) => part(id, () => remove(deps, id)),
    handleKnock: (knock) => inTurn(knock.id, () => handleKnock(deps, knock)),
    handleAccept: (contact, signal, ageMs) => inTurn(contact.id, () => handleAccept(deps, { contact, signal, ageMs })),
    handleConfirmed: ({ id }) =>
      inTurn(id, async () => {
        const current = deps.contacts.get(id);
        if (current?.status === 'accepted' && !current.confirmed) await change(deps, id, { kind: 'confirmed' });
      }),
  };
}

async function change(deps: PairingDependencies, id: ContactId, event: PairingEvent): Promise<void> {
  const contact = deps.contacts.get(id);
  if (contact) await apply(deps, contact, event);
}

/**
 * Stores the next state, then performs the effects; when the service refuses one, the state before is restored. What is
 * to be taken away comes last and is tried again until it is gone, so that a block holds whenever the service comes back.
 */
async function apply(
  deps: PairingDependencies,
  before: ContactRecord | Stranger,
  event: PairingEvent & { readonly token?: string | null },
): Promise<void> {
  const [state, effects] = stepPairing('status' in before ? before : undefined, event);
  if (!state) return;
  const chores = effects.filter(isChore);
  const others = effects.filter((effect) => !isChore(effect));
  // A block that is shown must not be forgotten; after everything else there is nothing to take away until it succeeded.
  if (others.length === 0) await deps.cleanUp.note(chores);
  await deps.contacts.put({ ...withoutState(before), changedAtMs: deps.nowMs(), ...state });
  try {
    for (const effect of others)
      await performPairingEffect(deps, { id: before.id, token: event.token ?? null }, effect);
  } catch (error) {
    await restore(deps, before);
    throw error;
  }
  if (chores.length === 0) return;
  if (others.length > 0) await deps.cleanUp.note(chores);
  await deps.cleanUp.perform();
}

/** What stays of a contact whatever becomes of the pairing. */
function withoutState(contact: Stranger): Stranger {
  const { id, name, keys, box, sentSequence, seenSequence, changedAtMs, verifiedAtMs, prekey } = contact;
  return { id, name, keys, box, sentSequence, seenSequence, changedAtMs, verifiedAtMs, prekey };
}

async function restore({ contacts }: PairingDependencies, before: ContactRecord | Stranger): Promise<void> {
  if (!('status' in before)) return contacts.remove(before.id);
  // Reserved numbers stay reserved.
  const sentSequence = contacts.get(before.id)?.sentSequence ?? before.sentSequence;
  await contacts.put({ ...before, sentSequence });
}

async function invite(deps: PairingDependencies, id: ContactId, token: string | null): Promise<InviteOutcome> {
  const { contacts } = deps;
  try {
    const contact = contacts.get(id);
    if (contact?.status === 'accepted') return { kind: 'already-contact', contactId: id };
    const before = contact ?? (await lookUp(deps, id));
    if (typeof before === 'string') return { kind: 'refused', reason: before };
    await apply(deps, before, { kind: 'invited', grant: deps.newGrant(), token });
    return { kind: contacts.get(id)?.status === 'accepted' ? 'accepted' : 'sent', contactId: id };
  } catch (error) {
    // The service does not say why; a knock that was stored before can only have come again too soon.
    const denied = contacts.get(id)?.status === 'knocked' ? 'too-soon' : 'closed';
    return { kind: 'refused', reason: refusal(error, denied) };
  }
}

async function accept(deps: PairingDependencies, id: ContactId): Promise<ActionOutcome> {
  const contact = deps.contacts.get(id);
  if (contact?.status !== 'asked') return { kind: 'refused', reason: 'gone' };
  try {
    await apply(deps, contact, { kind: 'accepted-here', grant: deps.newGrant() });
    return { kind: 'done' };
  } catch (error) {
    deps.links.drop(id);
    return { kind: 'refused', reason: refusal(error, 'gone') };
  }
}

async function remove(deps: PairingDependencies, id: ContactId): Promise<void> {
  const contact = deps.contacts.get(id);
  if (!contact) return;
  await deps.guard.rememberRemoved(contact);
  const chores: PairingChore[] = 'myGrant' in contact ? [{ kind: 'delete-grant', grant: contact.myGrant }] : [];
  await deps.cleanUp.note(chores);
  await deps.contacts.remove(id);
  if (chores.length > 0) await deps.cleanUp.perform();
}

async function handleKnock(deps: PairingDependencies, { id, signal, account }: ReceivedKnock): Promise<void> {
  const knock = parseKnockPayload(signal.payload);
  if (!knock || id === deps.identity().id || isRefusedAccount(deps, account, id)) return;
  if (deps.contacts.get(id)?.status === 'accepted') deps.onIntroducedAgain(id);
  const before = deps.contacts.get(id) ?? (await meet(deps, id, { keys: signal.sender, box: knock.box }));
  const known = { name: cleanName(knock.name) || before.name, box: knock.box, seenSequence: signal.sequence };
  await apply(deps, { ...before, ...known }, { kind: 'knock-received', knock, account });
}

async function handleAccept(
  deps: PairingDependencies,
  { contact, signal, ageMs }: { contact: ContactRecord; signal: OpenedSignal; ageMs: number | null },
): Promise<boolean> {
  const received = parseAcceptPayload(signal.payload);
  if (!received) return false;
  const current = deps.contacts.get(contact.id) ?? contact;
  if (current.status === 'accepted') deps.onIntroducedAgain(contact.id);
  const name = cleanName(received.name) || current.name;
  await apply(deps, { ...current, name }, { kind: 'accept-received', accept: received });
  if (deps.contacts.get(contact.id)?.status !== 'accepted') return true;
  const { description } = received;
  if (description === null) deps.links.want(contact.id);
  else deps.links.handleSignal(contact.id, { ...signal, kind: 'offer', payload: { description } }, ageMs);
  return true;
}

/** A card that is there but not theirs is told apart from none: then somebody has meddled with it. */
async function lookUp(deps: PairingDependencies, id: ContactId): Promise<Stranger | 'unknown-id' | 'wrong-card'> {
  const found = await deps.mailbox.fetchCard(id);
  if (!found) return 'unknown-id';
  const card = await deps.verifyCard(found.card, id);
  return card ? meet(deps, id, card) : 'wrong-card';
}

/** Somebody who was declined or blocked gets no further by showing another identity from the same account. */
function isRefusedAccount({ contacts }: PairingDependencies, account: string, id: ContactId): boolean {
  return contacts
    .all()
    .some(
      (one) => (one.status === 'declined' || one.status === 'blocked') && one.knockAccount === account && one.id !== id,
    );
}

/** Numbers begin at the service's time, so that they still rise when one side has forgotten the other. */
async function meet(
  deps: PairingDependencies,
  id: ContactId,
  card: { keys: PublicKeys; box: string },
): Promise<Stranger> {
  const startMs = Math.floor(deps.mailbox.serverNowMs() ?? deps.nowMs());
  const former = await deps.guard.numbersOf(id);
  const sentSequence = Math.max(startMs, former?.sentSequence ?? 0);
  return { id, name: '', ...card, sentSequence, seenSequence: former?.seenSequence ?? 0, changedAtMs: startMs };
}

function refusal<Denied extends string>(error: unknown, denied: Denied): Denied | 'offline' | 'unreachable' {
  if (!(error instanceof MailboxError)) throw error;
  return error.code === 'denied' ? denied : error.code;
}
