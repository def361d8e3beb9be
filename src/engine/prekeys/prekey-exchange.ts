import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { EditableContactBook } from '../contacts/contact-book.ts';
import type { Header } from '../identity/header.ts';
import type { OwnPrekeys } from '../identity/own-prekeys.ts';
import type { TheirPrekeys } from '../identity/their-prekeys.ts';
import type { LinkClient } from '../links/link-client.ts';
import type { Links } from '../links/links.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { IdentityRecord } from '../ports/stores-port.ts';
import { parsePrekeyFrame, prekeyFrame } from './rules/prekey-frame.ts';

/** Often enough that a browser which runs for weeks renews on the day. */
const upkeepMs = 6 * 60 * 60 * 1_000;

interface PrekeyExchangeDependencies {
  readonly own: Pick<OwnPrekeys, 'keep' | 'signed'>;
  readonly theirs: Pick<TheirPrekeys, 'learn' | 'handleReached'>;
  readonly identity: () => IdentityRecord;
  readonly header: Pick<Header, 'write'>;
  readonly contacts: Pick<EditableContactBook, 'accepted'>;
  readonly links: Pick<Links, 'send' | 'isOpen' | 'countBadFrame'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface PrekeyExchange extends LinkClient {
  /** Renews when it is time, now and as long as the browser runs. */
  start(): Promise<void>;
  stop(): void;
}

/** Brings prekeys to others: by the mailbox header for whoever has no link, and by every link that comes up. */
export function createPrekeyExchange(deps: PrekeyExchangeDependencies): PrekeyExchange {
  const { own, theirs, identity, links, clock } = deps;
  let cancelUpkeep: () => void = () => undefined;

  const report = (error: unknown): void => deps.log('warn', 'prekey-exchange-failed', { reason: String(error) });

  const tell = async (id: ContactId): Promise<void> => {
    links.send(id, 'control', prekeyFrame(await own.signed(identity())));
  };

  const learn = async (id: ContactId, signed: Uint8Array): Promise<void> => {
    if (!(await theirs.learn(id, signed))) links.countBadFrame(id);
  };

  const start = async (): Promise<void> => {
    cancelUpkeep();
    cancelUpkeep = clock.after(upkeepMs, () => void start().catch(report));
    if (!(await own.keep(identity()))) return;
    await deps.header.write(identity());
    await Promise.all(
      deps.contacts
        .accepted()
        .filter(({ id }) => links.isOpen(id))
        .map(({ id }) => tell(id)),
    );
  };

  return {
    lane: 'control',
    prefix: 'keys',
    start,
    stop: () => cancelUpkeep(),
    handleOpened(id) {
      theirs.handleReached(id);
      void tell(id).catch(report);
    },
    handleFrame(id, frame) {
      const signed = parsePrekeyFrame(frame);
      if (signed) void learn(id, signed).catch(report);
      return signed !== undefined;
    },
  };
}
