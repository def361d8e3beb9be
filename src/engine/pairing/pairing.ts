import type { ContactId } from '../../shared/identity/contact-id.ts';
import { cleanName } from '../../shared/identity/display-name.ts';
import type { ActionOutcome, InviteOutcome } from '../../shared/messaging/contract.ts';
import type { OpenedSignal } from '../crypto/signal.ts';
import { createInTurnAbout } from '../in-turn-about.ts';
import type { ContactRecord } from '../ports/stores-port.ts';
import { applyPairing, changePairing } from './apply-pairing.ts';
import { acceptRequest, inviteContact, meet } from './inviting.ts';
import type { PairingDependencies } from './pairing-effects.ts';
import { parseAcceptPayload, parseKnockPayload } from './rules/signals.ts';
import type { PairingEvent } from './rules/step.ts';

export interface Pairing {
  invite(id: ContactId, token: string | null): Promise<InviteOutcome>;
  accept(id: ContactId): Promise<ActionOutcome>;
  decline(id: ContactId): Promise<void>;
  block(id: ContactId): Promise<void>;
  remove(id: ContactId): Promise<void>;
  handleKnock(knock: ReceivedKnock): Promise<void>;
  /** A contact's `accept` signal; the offer inside goes on to the link. False when it was malformed. */
  handleAccept(contact: ContactRecord, signal: OpenedSignal, ageMs: number | null): Promise<boolean>;
  /** Some other signal of theirs arrived, which only a contact writes. */
  handleHeard(contact: ContactRecord): Promise<void>;
  /** Their mailbox took a signal of ours, or refused it. */
  handleSlotWritten(id: ContactId, taken: boolean): Promise<void>;
  /** What could not be answered while the service was away is answered now. */
  handleServiceBack(): void;
}

interface ReceivedKnock {
  /** Computed from the keys that signed the signal. */
  readonly id: ContactId;
  readonly signal: OpenedSignal;
  readonly account: string;
}

/**
 * Makes contacts of strangers: knock, request, acceptance, and their opposites. What concerns one person happens in turn:
 * otherwise their knock, coming while ours is on its way, would be overwritten and never answered.
 */
export function createPairing(given: Omit<PairingDependencies, 'onUnanswered'>): Pairing {
  const inTurn = createInTurnAbout();
  const unanswered = new Set<ContactId>();
  const deps: PairingDependencies = { ...given, onUnanswered: (id) => void unanswered.add(id) };
  const change = (id: ContactId, event: PairingEvent): Promise<void> =>
    inTurn(id, () => changePairing(deps, id, event));
  /** The link goes at once, and again in turn: an acceptance that was under way may have sought another. */
  const part = (id: ContactId, event: PairingEvent): Promise<void> => {
    deps.links.drop(id);
    return inTurn(id, async () => {
      deps.links.drop(id);
      const contact = deps.contacts.get(id);
      await changePairing(deps, id, event);
      if (contact && 'myGrant' in contact && !contact.presenceUntold) deps.onParted();
    });
  };
  return {
    invite: (id, token) => inTurn(id, () => inviteContact(deps, { id, token })),
    accept: (id) => inTurn(id, () => acceptRequest(deps, id)),
    decline: (id) => change(id, { kind: 'declined-here' }),
    block: (id) => part(id, { kind: 'blocked-here' }),
    remove: (id) => part(id, { kind: 'removed-here' }),
    handleKnock: (knock) => inTurn(knock.id, () => handleKnock(deps, knock)),
    handleAccept: (contact, signal, ageMs) => inTurn(contact.id, () => handleAccept(deps, { contact, signal, ageMs })),
    handleHeard: ({ id }) => inTurn(id, () => handleHeard(deps, id)),
    handleSlotWritten: (id, taken) =>
      inTurn(id, async () => {
        const contact = deps.contacts.get(id);
        const isKnown = contact?.status === 'accepted' && (contact.shutOut === true) === !taken;
        if (!isKnown) await changePairing(deps, id, { kind: taken ? 'let-in' : 'shut-out' });
      }),
    handleServiceBack() {
      for (const id of unanswered) deps.links.want(id);
      unanswered.clear();
    },
  };
}

async function handleKnock(deps: PairingDependencies, { id, signal, account }: ReceivedKnock): Promise<void> {
  const knock = parseKnockPayload(signal.payload);
  if (!knock || id === deps.identity().id || isRefusedAccount(deps, account, id)) return;
  if (deps.contacts.get(id)?.status === 'accepted') deps.onIntroducedAgain(id);
  const before = deps.contacts.get(id) ?? (await meet(deps, id, { keys: signal.sender, box: knock.box }));
  const known = { name: cleanName(knock.name) || before.name, box: knock.box, seenSequence: signal.sequence };
  await applyPairing(deps, { ...before, ...known }, { kind: 'knock-received', knock, account });
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
  await applyPairing(deps, { ...current, name }, { kind: 'accept-received', accept: received });
  if (deps.contacts.get(contact.id)?.status !== 'accepted') return true;
  const { description } = received;
  if (description === null) deps.links.want(contact.id);
  else deps.links.handleSignal(contact.id, { ...signal, kind: 'offer', payload: { description } }, ageMs);
  return true;
}

async function handleHeard(deps: PairingDependencies, id: ContactId): Promise<void> {
  const contact = deps.contacts.get(id);
  const isNews =
    contact?.status === 'knocked'
      ? !deps.signals.hasJustKnocked(id)
      : contact?.status === 'accepted' && !contact.confirmed;
  if (isNews) await changePairing(deps, id, { kind: 'heard' });
}

/** Somebody who was declined or blocked gets no further by showing another identity from the same account. */
function isRefusedAccount({ contacts }: PairingDependencies, account: string, id: ContactId): boolean {
  return contacts
    .all()
    .some(
      (one) => (one.status === 'declined' || one.status === 'blocked') && one.knockAccount === account && one.id !== id,
    );
}
