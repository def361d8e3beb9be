import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { ContactBook } from '../contacts/contact-book.ts';
import { PayloadTooLarge } from '../crypto/signal-codec.ts';
import type { SignalSender } from '../mailbox/signal-sender.ts';
import type { IceCandidate } from './rules/candidate.ts';
import type { RestartHalf } from './rules/restart-half.ts';
import type { LinkDescription } from './rules/signals.ts';
import type { Attempt } from './rules/state.ts';

/** Writes the signals of one link: per attempt an offer or answer, and the candidates that come too late for it. */
export interface LinkSignals {
  /** Rejects when it could not be left in the mailbox. */
  sendDescription(kind: 'offer' | 'answer', what: Attempt & { readonly description: LinkDescription }): Promise<void>;
  sendRestart(what: Attempt & { readonly half: RestartHalf }): Promise<void>;
  sendCandidates(what: Attempt & { readonly candidates: readonly IceCandidate[] }): Promise<void>;
}

export interface LinkSignalsOptions {
  readonly contactId: ContactId;
  readonly contacts: ContactBook;
  readonly signals: Pick<SignalSender, 'send'>;
  /** Whether signals of that attempt still matter. */
  readonly isCurrent: (attempt: number) => boolean;
}

type Draft = Parameters<SignalSender['send']>[1];

export function createLinkSignals({ contactId, contacts, signals, isCurrent }: LinkSignalsOptions): LinkSignals {
  let descriptionSent: Promise<void> = Promise.resolve();

  async function send(draft: Draft): Promise<void> {
    const contact = contacts.get(contactId);
    if (contact === undefined) throw new Error('signal to an unknown contact');
    await signals.send(contact, draft);
  }

  return {
    async sendDescription(kind, { session, description }) {
      const { candidates } = description;
      const sending = sendFitting(candidates, (fitting) =>
        send({ kind, session, payload: { description: { ...description, candidates: fitting } } }),
      );
      descriptionSent = sending.catch(() => undefined);
      await sending;
    },
    sendRestart({ session, half: { round, ...description } }) {
      return sendFitting(description.candidates, (candidates) =>
        send({ kind: 'restart', session, payload: { description: { ...description, candidates }, round } }),
      );
    },
    async sendCandidates({ attempt, session, candidates }) {
      // A signal with a lower sequence that comes later is refused there, so the description goes first.
      await descriptionSent;
      if (!isCurrent(attempt)) return;
      await sendFitting(candidates, (fitting) =>
        send({ kind: 'candidates', session, payload: { candidates: fitting } }),
      );
    },
  };
}

/** The best candidates come first; the half that does not fit is left out. */
async function sendFitting(
  candidates: readonly IceCandidate[],
  send: (candidates: readonly IceCandidate[]) => Promise<void>,
): Promise<void> {
  try {
    await send(candidates);
  } catch (error) {
    if (!(error instanceof PayloadTooLarge) || candidates.length <= 1) throw error;
    await sendFitting(candidates.slice(0, Math.ceil(candidates.length / 2)), send);
  }
}
