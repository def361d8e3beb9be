import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { ContactBook } from '../contacts/contact-book.ts';
import type { OwnIdentity } from '../identity/own-identity.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { MailboxPort } from '../ports/mailbox-port.ts';

/** A presence document older than this says nothing any more. */
const presenceLifeMs = 12 * 60 * 60 * 1_000;
/** Half its life, so that a running browser is never taken for a closed one. */
const renewalMs = presenceLifeMs / 2;

interface PresenceDependencies {
  readonly mailbox: Pick<MailboxPort, 'writePresence' | 'fetchPresence' | 'serverNowMs'>;
  readonly contacts: Pick<ContactBook, 'accepted'>;
  /** Seeks a link to somebody who seems to be there. */
  readonly want: (contactId: ContactId) => void;
  readonly clock: Clock;
  readonly own: Pick<OwnIdentity, 'identity' | 'start'>;
  readonly log: Log;
}

export interface Presence {
  /** Says that this browser is there, then seeks everybody who says the same: one write, one read per contact. */
  start(): Promise<void>;
  /** Says once more that this browser is there. */
  announce(): Promise<void>;
  /** Says that this browser is about to close, as far as it still can. */
  stop(): Promise<void>;
}

/** Finds out at start who is there, without any heartbeat: afterwards a live link is the presence. */
export function createPresence(deps: PresenceDependencies): Presence {
  const { mailbox, clock } = deps;
  const { identity, start } = deps.own;
  let cancelRenewal: () => void = () => undefined;

  const writePresence = async (open: boolean): Promise<void> => {
    const { beacon, box } = identity.require();
    await mailbox.writePresence({ beacon, box, open, mark: await start.mark() });
  };

  const announce = async (): Promise<void> => {
    cancelRenewal();
    cancelRenewal = clock.after(renewalMs, () => void announce().catch(ignored('presence-renewal-failed')));
    await writePresence(true);
  };

  const ignored =
    (event: string) =>
    (error: unknown): void =>
      deps.log('warn', event, { reason: String(error) });

  const isThere = async (beacon: string): Promise<boolean> => {
    const seen = await mailbox.fetchPresence(beacon);
    if (!seen?.open) return false;
    return (mailbox.serverNowMs() ?? clock.nowMs()) - seen.atMs < presenceLifeMs;
  };

  return {
    async start() {
      await announce();
      const contacts = deps.contacts.accepted();
      await Promise.all(
        contacts.map(async (contact) => {
          if (await isThere(contact.theirBeacon).catch(ignored('presence-unread'))) deps.want(contact.id);
        }),
      );
    },
    announce,
    async stop() {
      cancelRenewal();
      // A copy of this profile has the same document, and goes on.
      if (start.isOvertaken()) return;
      await writePresence(false).catch(ignored('presence-not-closed'));
    },
  };
}
