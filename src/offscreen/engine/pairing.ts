import type { ContactId } from '../../shared/contact-id.ts';
import type { ActionOutcome, InviteOutcome } from '../../shared/messaging/contract.ts';
import { type AcceptPayload, cleanName, parseAcceptPayload, parseKnockPayload } from '../../shared/pairing/letters.ts';
import { type PairingEffect, type PairingEvent, stepPairing } from '../../shared/pairing/step.ts';
import { type Log, MailboxError, type MailboxPort, type OpenedLetter, type PublicKeys } from '../ports.ts';
import type { ContactRecord, IdentityRecord } from '../store/records.ts';
import type { EditableContactBook } from './contact-book.ts';
import type { Post } from './letter-box.ts';
import type { Links } from './services.ts';

interface PairingDependencies {
  readonly mailbox: MailboxPort;
  readonly contacts: EditableContactBook;
  readonly post: Post;
  readonly links: Pick<Links, 'offerForAccept' | 'drop' | 'want' | 'handleLetter'>;
  readonly identity: () => IdentityRecord;
  readonly verifyCard: (card: Uint8Array, id: ContactId) => Promise<{ keys: PublicKeys; box: string } | undefined>;
  readonly nowMs: () => number;
  readonly newGrant: () => string;
  readonly log: Log;
}

export interface Pairing {
  invite(id: ContactId, token: string | null): Promise<InviteOutcome>;
  accept(id: ContactId): Promise<ActionOutcome>;
  decline(id: ContactId): Promise<void>;
  block(id: ContactId): Promise<void>;
  remove(id: ContactId): Promise<void>;
  handleKnock(knock: { id: ContactId; letter: OpenedLetter; account: string }): Promise<void>;
  /** A contact's `accept` letter; the offer inside goes on to the link. False when it was malformed. */
  handleAccept(contact: ContactRecord, letter: OpenedLetter, ageMs: number | null): Promise<boolean>;
  /** Some other letter of theirs arrived, which proves that they read our acceptance. */
  handleConfirmed(contact: ContactRecord): Promise<void>;
}

type Effects = Readonly<{ [K in PairingEffect['kind']]: (effect: Extract<PairingEffect, { kind: K }>) => Promise<void> }>;

/** Makes contacts of strangers: knock, request, acceptance, and their opposites. */
export function createPairing(deps: PairingDependencies): Pairing {
  const { contacts, mailbox } = deps;

  /** Stores the next state, then performs the effects; when the service refuses, the state before is restored. */
  const apply = async (before: ContactRecord | Stranger, event: PairingEvent, token: string | null = null): Promise<void> => {
    const [state, effects] = stepPairing('status' in before ? before : undefined, event);
    if (!state) return;
    const { id, name, keys, box, sentSequence, seenSequence } = before;
    await contacts.put({ id, name, keys, box, sentSequence, seenSequence, changedAtMs: deps.nowMs(), ...state });
    try {
      for (const effect of effects) await perform(id, effect, token);
    } catch (error) {
      await restore(before);
      throw error;
    }
  };

  const restore = async (before: ContactRecord | Stranger): Promise<void> => {
    if (!('status' in before)) return contacts.remove(before.id);
    // Reserved numbers stay reserved.
    const sentSequence = contacts.get(before.id)?.sentSequence ?? before.sentSequence;
    await contacts.put({ ...before, sentSequence });
  };

  const perform = async (id: ContactId, effect: PairingEffect, token: string | null): Promise<void> => {
    const own = deps.identity();
    const introduction = { name: own.name, beacon: own.beacon };
    const effects: Effects = {
      'write-grant': ({ grant }) => mailbox.writeGrant(own.box, grant),
      'delete-grant': ({ grant }) => tryLater(mailbox.deleteGrant(own.box, grant)),
      'delete-knock': ({ account }) => tryLater(mailbox.deleteKnock(own.box, account)),
      'send-knock': ({ grant }) =>
        deps.post.sendKnock(known(id), { ...introduction, grant, box: own.box }, token),
      'send-accept': () => sendAccept(id),
      // One side is enough; glare would cost two more writes.
      'begin-link': async () => {
        if (own.id < id) deps.links.want(id);
      },
    };
    await (effects[effect.kind] as (effect: PairingEffect) => Promise<void>)(effect);
  };

  const sendAccept = async (id: ContactId): Promise<void> => {
    const own = deps.identity();
    const contact = known(id);
    if (contact.status !== 'accepted') return;
    const offer = await deps.links.offerForAccept(id);
    const payload: AcceptPayload = {
      name: own.name,
      beacon: own.beacon,
      grant: contact.myGrant,
      description: offer?.description ?? null,
    };
    await deps.post.send(contact, { kind: 'accept', session: offer?.session ?? 0, payload });
  };

  const tryLater = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => deps.log('warn', 'clean-up-failed', { reason: String(error) }));

  const known = (id: ContactId): ContactRecord => {
    const contact = contacts.get(id);
    if (!contact) throw new Error('pairing of an unknown contact');
    return contact;
  };

  const look = async (id: ContactId): Promise<Stranger | undefined> => {
    const found = await mailbox.fetchCard(id);
    const card = found && (await deps.verifyCard(found.card, id));
    if (!card) return undefined;
    return stranger(id, '', card, mailbox.serverNowMs() ?? deps.nowMs());
  };

  return {
    async invite(id, token) {
      try {
        const contact = contacts.get(id);
        if (contact?.status === 'accepted') return { kind: 'already-contact', contactId: id };
        const before = contact ?? (await look(id));
        if (!before) return { kind: 'refused', reason: 'unknown-id' };
        await apply(before, { kind: 'invited', grant: deps.newGrant() }, token);
        return { kind: contacts.get(id)?.status === 'accepted' ? 'accepted' : 'sent', contactId: id };
      } catch (error) {
        return { kind: 'refused', reason: refusal(error, contacts.get(id)?.status === 'knocked' ? 'too-soon' : 'closed') };
      }
    },
    async accept(id) {
      const contact = contacts.get(id);
      if (contact?.status !== 'asked') return { kind: 'refused', reason: 'gone' };
      try {
        await apply(contact, { kind: 'accepted-here', grant: deps.newGrant() });
        return { kind: 'done' };
      } catch (error) {
        return { kind: 'refused', reason: refusal(error, 'gone') };
      }
    },
    async decline(id) {
      const contact = contacts.get(id);
      if (contact) await apply(contact, { kind: 'declined-here' });
    },
    async block(id) {
      const contact = contacts.get(id);
      if (!contact) return;
      deps.links.drop(id);
      await apply(contact, { kind: 'blocked-here' });
    },
    async remove(id) {
      const contact = contacts.get(id);
      if (!contact) return;
      deps.links.drop(id);
      await contacts.remove(id);
      if ('myGrant' in contact) await tryLater(mailbox.deleteGrant(deps.identity().box, contact.myGrant));
    },
    async handleKnock({ id, letter, account }) {
      const knock = parseKnockPayload(letter.payload);
      if (!knock || id === deps.identity().id) return;
      const start = mailbox.serverNowMs() ?? deps.nowMs();
      const before = contacts.get(id) ?? stranger(id, '', { keys: letter.sender, box: knock.box }, start);
      const name = cleanName(knock.name) || before.name;
      await apply({ ...before, name, box: knock.box, seenSequence: letter.sequence }, { kind: 'knock-received', knock, account });
    },
    async handleAccept(contact, letter, ageMs) {
      const accept = parseAcceptPayload(letter.payload);
      if (!accept) return false;
      const name = cleanName(accept.name) || contact.name;
      await apply({ ...known(contact.id), name }, { kind: 'accept-received', accept });
      if (known(contact.id).status !== 'accepted') return true;
      if (accept.description === null) deps.links.want(contact.id);
      else deps.links.handleLetter(contact.id, { ...letter, kind: 'offer', payload: { description: accept.description } }, ageMs);
      return true;
    },
    async handleConfirmed(contact) {
      const current = known(contact.id);
      if (current.status === 'accepted' && !current.confirmed) await apply(current, { kind: 'confirmed' });
    },
  };
}

/** Somebody of whom we know the keys and nothing else. */
type Stranger = Omit<Extract<ContactRecord, { status: 'declined' }>, 'status'>;

/** Numbers begin at the service's time, so that they still rise when one side has forgotten the other. */
function stranger(
  id: ContactId,
  name: string,
  card: { readonly keys: PublicKeys; readonly box: string },
  startMs: number,
): Stranger {
  return { id, name, ...card, sentSequence: startMs, seenSequence: 0, changedAtMs: startMs };
}

function refusal<Denied extends string>(error: unknown, denied: Denied): Denied | 'offline' | 'unreachable' {
  if (!(error instanceof MailboxError)) throw error;
  return error.code === 'denied' ? denied : error.code;
}
