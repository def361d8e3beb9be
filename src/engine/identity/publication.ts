import type { SelfView } from '../../shared/snapshot.ts';
import type { Prekey } from '../crypto/prekey.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { MailboxPort } from '../ports/mailbox-port.ts';
import { MailboxError } from '../ports/mailbox-port.ts';
import type { PublicKeys } from '../ports/public-keys.ts';
import type { IdentityRecord } from '../ports/stores-port.ts';
import { sha256Hex } from '../random.ts';
import type { OwnPrekeys } from './own-prekeys.ts';

/** Waiting times between attempts while the service cannot be reached, in milliseconds; the last one repeats. */
const retryDelaysMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;

interface PublicationDependencies {
  readonly mailbox: MailboxPort;
  readonly clock: Clock;
  readonly log: Log;
  readonly preImage: (identity: IdentityRecord) => Promise<Uint8Array>;
  readonly makeCard: (identity: IdentityRecord) => Promise<Uint8Array>;
  readonly acceptsById: () => boolean;
  readonly prekeys: Pick<OwnPrekeys, 'signed' | 'handlePublished' | 'outdo'>;
  readonly parse: (bytes: Uint8Array, owner: PublicKeys) => Promise<Prekey | undefined>;
  /** The service now holds everything that others need to reach `identity`. */
  onReachable(identity: IdentityRecord): Promise<void>;
  changed(): void;
}

export interface Publication {
  /** Makes `identity` reachable and keeps trying; a later call replaces an earlier one. */
  start(identity: IdentityRecord): void;
  /** Writes the header again after the knock token or the switch for bare IDs has changed. */
  renewHeader(identity: IdentityRecord): Promise<void>;
  /** Writes a header that is newer than that of any other browser with this identity; rejects with `MailboxError`. */
  takeOver(identity: IdentityRecord): Promise<void>;
  state(): SelfView['publication'];
}

/** Puts card and mailbox header where others find them, once per account. */
export function createPublication(deps: PublicationDependencies): Publication {
  const { mailbox, clock } = deps;
  let state: SelfView['publication'] = 'making-keys';
  let attempt = 0;

  const progress = (next: SelfView['publication']): void => {
    state = next;
    deps.changed();
  };

  const writeHeader = async (identity: IdentityRecord): Promise<void> => {
    await mailbox.writeHeader(identity.box, {
      open: deps.acceptsById(),
      tokenHash: await sha256Hex(identity.knockToken),
      prekeys: await deps.prekeys.signed(identity),
    });
    await deps.prekeys.handlePublished();
  };

  const takeOver = async (identity: IdentityRecord): Promise<void> => {
    const header = await mailbox.fetchHeader(identity.box);
    const seen = header && (await deps.parse(header.prekeys, identity.publicKeys));
    if (seen) await deps.prekeys.outdo(identity, seen.madeAtMs);
    await writeHeader(identity);
  };

  const publish = async (identity: IdentityRecord): Promise<IdentityRecord> => {
    progress('signing-in');
    const account = await mailbox.signIn();
    if (identity.publishedBy === account) return identity;
    progress('publishing');
    await mailbox.claim(identity.box, await deps.preImage(identity));
    await mailbox.publishCard(identity.id, await deps.makeCard(identity), identity.box);
    // With a new account the header is still there, and may be that of another browser by now.
    if (identity.publishedBy === null) await takeOver(identity);
    return { ...identity, publishedBy: account };
  };

  const run = async (identity: IdentityRecord, current: number, tries: number): Promise<void> => {
    try {
      const published = await publish(identity);
      if (current !== attempt) return;
      await deps.onReachable(published);
      progress('reachable');
    } catch (error) {
      if (current !== attempt) return;
      if (!(error instanceof MailboxError)) throw error;
      deps.log('warn', 'publication-failed', { code: error.code });
      progress('waiting-for-network');
      const delay = retryDelaysMs[Math.min(tries, retryDelaysMs.length - 1)] ?? 0;
      clock.after(delay, () => void run(identity, current, tries + 1));
    }
  };

  return {
    start(identity) {
      attempt += 1;
      void run(identity, attempt, 0);
    },
    renewHeader: writeHeader,
    takeOver,
    state: () => state,
  };
}
