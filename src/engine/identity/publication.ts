import type { SelfView } from '../../shared/snapshot.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { MailboxPort, ServiceState } from '../ports/mailbox-port.ts';
import { MailboxError } from '../ports/mailbox-port.ts';
import type { IdentityRecord } from '../ports/stores-port.ts';
import type { Header } from './header.ts';
import type { IdentityKeeper } from './identity-keeper.ts';

/** Waiting times between attempts while the service cannot be reached, in milliseconds; the last one repeats. */
const retryDelaysMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;

interface PublicationDependencies {
  readonly mailbox: Pick<MailboxPort, 'signIn' | 'watchAccount' | 'claim'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly identity: Pick<IdentityKeeper, 'require' | 'change'>;
  readonly header: Pick<Header, 'takeOver'>;
  readonly preImage: (identity: IdentityRecord) => Promise<Uint8Array>;
  readonly publishCard: (identity: IdentityRecord) => Promise<void>;
  /** How many people have one of ours. */
  readonly grants: () => number;
  /** The service now holds everything that others need to reach us. */
  onReachable(): void;
  onTrouble(state: Exclude<ServiceState, 'live'>): void;
  changed(): void;
}

export interface Publication {
  /** Makes the present identity reachable and keeps trying; a later call replaces an earlier one. */
  start(): void;
  stop(): void;
  state(): SelfView['publication'];
}

/** Puts card and mailbox header where others find them, once per account: again when the service has taken the former one away. */
export function createPublication(deps: PublicationDependencies): Publication {
  const { mailbox, clock, identity, header } = deps;
  let state: SelfView['publication'] = 'making-keys';
  let running = new AbortController();

  const progress = (next: SelfView['publication']): void => {
    state = next;
    deps.changed();
  };

  /** Resolves to the account under which everything is published. */
  const publish = async (own: IdentityRecord): Promise<string> => {
    progress('signing-in');
    const account = await mailbox.signIn();
    const isPublished = own.publishedBy === account;
    if (isPublished && own.claimedBeacon === own.beacon) return account;
    progress('publishing');
    const { id, box, beacon } = own;
    await mailbox.claim({ id, box, beacon, preImage: await deps.preImage(own), grants: deps.grants() });
    await identity.change({ claimedBeacon: beacon });
    if (isPublished) return account;
    await deps.publishCard(own);
    // With a new account the header is still there, and may be that of another browser by now.
    if (own.publishedBy === null) await header.takeOver(own);
    return account;
  };

  const finish = async (publishedBy: string, signal: AbortSignal): Promise<void> => {
    if (identity.require().publishedBy !== publishedBy) await identity.change({ publishedBy });
    deps.onReachable();
    progress('reachable');
    mailbox.watchAccount((account) => {
      if (account !== publishedBy) start();
    }, signal);
  };

  const handleFailure = (error: unknown, signal: AbortSignal, tries: number): void => {
    if (signal.aborted) return;
    if (!(error instanceof MailboxError)) throw error;
    deps.log('warn', 'publication-failed', { code: error.code });
    deps.onTrouble(error.code === 'denied' ? 'denied' : 'unreachable');
    progress('waiting');
    const delay = retryDelaysMs[Math.min(tries, retryDelaysMs.length - 1)] ?? 0;
    clock.after(delay, () => void run(signal, tries + 1));
  };

  const run = async (signal: AbortSignal, tries: number): Promise<void> => {
    if (signal.aborted) return;
    try {
      const account = await publish(identity.require());
      if (!signal.aborted) await finish(account, signal);
    } catch (error) {
      handleFailure(error, signal, tries);
    }
  };

  const start = (): void => {
    running.abort();
    running = new AbortController();
    void run(running.signal, 0);
  };

  return {
    start,
    stop: () => running.abort(),
    state: () => state,
  };
}
