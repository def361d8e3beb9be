import type { ContactId } from '../../shared/identity/contact-id.ts';
import { MailboxError } from '../ports/mailbox-port.ts';
import type { ContactBase, ContactRecord } from '../ports/stores-port.ts';
import type { PairingDependencies } from './pairing-effects.ts';
import { performPairingEffect } from './pairing-effects.ts';
import type { PairingChore, PairingEffect, PairingEvent } from './rules/step.ts';
import { isChore, stepPairing } from './rules/step.ts';

/** Somebody of whom we know the keys and nothing else. */
export type Stranger = ContactBase;

type Order = Exclude<PairingEffect, PairingChore>;

/** As `applyPairing`, for somebody who is known. */
export async function changePairing(deps: PairingDependencies, id: ContactId, event: PairingEvent): Promise<void> {
  const contact = deps.contacts.get(id);
  if (contact) await applyPairing(deps, contact, event);
}

/**
 * Stores the next state, then performs the effects. When the service refuses what a person here wanted, it is as if they
 * had not; rejects with `MailboxError`. What is to be taken away comes last and is tried again until it is gone, so that
 * a block holds whenever the service comes back.
 */
export async function applyPairing(
  deps: PairingDependencies,
  before: ContactRecord | Stranger,
  event: PairingEvent & { readonly token?: string | null },
): Promise<void> {
  const [state, effects] = stepPairing('status' in before ? before : undefined, event);
  const chores = effects.filter(isChore);
  const orders = effects.filter((effect): effect is Order => !isChore(effect));
  // A block that is shown must not be forgotten; after everything else there is nothing to take away until it succeeded.
  if (orders.length === 0) await deps.cleanUp.note(chores);
  if (state)
    await deps.contacts.put({ ...withoutState(before), ...state, changedAtMs: changedAtMs(deps, before, state) });
  else if ('status' in before) await forget(deps, before);
  try {
    for (const order of orders) await performPairingEffect(deps, { id: before.id, token: event.token ?? null }, order);
  } catch (error) {
    await handleFailure(deps, { before, event, orders }, error);
  }
  if (chores.length === 0) return;
  if (orders.length > 0) await deps.cleanUp.note(chores);
  await deps.cleanUp.perform();
}

/** What stays of a contact whatever becomes of the pairing. */
export function withoutState(contact: Stranger): Stranger {
  const { id, name, keys, box, sentSequence, seenSequence, changedAtMs } = contact;
  const { verifiedAtMs, muted, presenceUntold, prekey } = contact;
  return { id, name, keys, box, sentSequence, seenSequence, changedAtMs, verifiedAtMs, muted, presenceUntold, prekey };
}

/** Rows stand in the order of what happened to them; whether a mailbox takes our signals is nothing that happened. */
function changedAtMs(
  { nowMs }: PairingDependencies,
  before: ContactRecord | Stranger,
  { status }: Pick<ContactRecord, 'status'>,
): number {
  return 'status' in before && before.status === status ? before.changedAtMs : nowMs();
}

interface Failed {
  readonly before: ContactRecord | Stranger;
  readonly event: PairingEvent;
  readonly orders: readonly Order[];
}

async function handleFailure(
  deps: PairingDependencies,
  { before, event, orders }: Failed,
  error: unknown,
): Promise<void> {
  if (event.kind === 'knock-received') {
    // Both want it and nobody waits here for an answer: the acceptance travels with the next offer.
    if (!(error instanceof MailboxError)) throw error;
    if (error.code !== 'denied') deps.onUnanswered(before.id);
    return;
  }
  await restore(deps, before);
  // What did not seem to arrive may have arrived all the same: then it must not open a mailbox that nobody reads.
  const known = 'status' in before && 'myGrant' in before ? before.myGrant : undefined;
  const chores = orders.flatMap((order): PairingChore[] =>
    order.kind === 'write-grant' && order.grant !== known ? [{ kind: 'delete-grant', grant: order.grant }] : [],
  );
  await deps.cleanUp.note(chores);
  if (chores.length > 0) void deps.cleanUp.perform();
  throw error;
}

async function restore({ contacts }: PairingDependencies, before: ContactRecord | Stranger): Promise<void> {
  if (!('status' in before)) return contacts.remove(before.id);
  // Reserved numbers stay reserved.
  const sentSequence = contacts.get(before.id)?.sentSequence ?? before.sentSequence;
  await contacts.put({ ...before, sentSequence });
}

/** Both numbers are kept for ever, so that nothing old passes for new. */
async function forget({ contacts, guard }: PairingDependencies, contact: ContactRecord): Promise<void> {
  await guard.rememberRemoved(contact);
  await contacts.remove(contact.id);
}
