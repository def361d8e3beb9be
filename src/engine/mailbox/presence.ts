import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { ContactBook } from '../contacts/contact-book.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { MailboxPort } from '../ports/mailbox-port.ts';
import type { IdentityRecord } from '../ports/stores-port.ts';

/** A beacon older than this says nothing any more. */
const beaconLifeMs = 12 * 60 * 60 * 1_000;
/** Half its life, so that a running browser is never taken for a closed one. */
const renewalMs = beaconLifeMs / 2;

interface PresenceDependencies {
  readonly mailbox: Pick<MailboxPort, 'writeBeacon' | 'fetchBeacon' | 'serverNowMs'>;
  readonly contacts: Pick<ContactBook, 'accepted'>;
  /** Seeks a link to somebody who seems to be there. */
  readonly want: (contactId: ContactId) => void;
  readonly clock: Clock;
  readonly own: () => Pick<IdentityRecord, 'beacon' | 'box'>;
  readonly log: Log;
}

export interface Presence {
  /** Lights the own beacon, then calls everybody whose beacon is lit: one write, one read per contact. */
  start(): Promise<void>;
  /** Says that this browser is about to close, as far as it still can. */
  stop(): Promise<void>;
}

/** Finds out at start who is there, without any heartbeat: afterwards a live link is the presence. */
export function createPresence(deps: PresenceDependencies): Presence {
  const { mailbox, clock } = deps;
  let cancelRenewal: () => void = () => undefined;

  const writeBeacon = (open: boolean): Promise<void> => {
    const { beacon, box } = deps.own();
    return mailbox.writeBeacon({ beacon, box, open });
  };

  const light = async (): Promise<void> => {
    cancelRenewal();
    cancelRenewal = clock.after(renewalMs, () => void light().catch(ignored('beacon-renewal-failed')));
    await writeBeacon(true);
  };

  const ignored =
    (event: string) =>
    (error: unknown): void =>
      deps.log('warn', event, { reason: String(error) });

  const isThere = async (beacon: string): Promise<boolean> => {
    const seen = await mailbox.fetchBeacon(beacon);
    if (!seen?.open) return false;
    return (mailbox.serverNowMs() ?? clock.nowMs()) - seen.atMs < beaconLifeMs;
  };

  return {
    async start() {
      await light();
      const contacts = deps.contacts.accepted();
      await Promise.all(
        contacts.map(async (contact) => {
          if (await isThere(contact.theirBeacon).catch(ignored('beacon-unread'))) deps.want(contact.id);
        }),
      );
    },
    async stop() {
      cancelRenewal();
      await writeBeacon(false).catch(ignored('beacon-not-closed'));
    },
  };
}
