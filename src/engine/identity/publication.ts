import type { SelfView } from '../../shared/snapshot.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { MailboxPort, ServiceState } from '../ports/mailbox-port.ts';
import { isDenied, MailboxError } from '../ports/mailbox-port.ts';
import type { IdentityRecord } from '../ports/stores-port.ts';
import type { Header } from './header.ts';
import type { IdentityKeeper } from './identity-keeper.ts';

/** Waiting times between attempts while the service cannot be reached, in milliseconds; the last one repeats. */
const retryDelaysMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;

/** A claim that was looked at a moment ago is not what a service refuses. */
const claimPauseMs = 60_000;

interface PublicationDependencies {
  readonly mailbox: Pick<MailboxPort, 'signIn' | 'leave' | 'watchAccount' | 'claim' | 'fetchCard'>;
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
  /** The service refuses what the owner of the mailbox may do: it may have lost the claim. */
  handleRefused(): void;
  state(): SelfView['publication'];
}

interface Published {
  readonly account: string;
  /** Under our ID lies a card of somebody else, who owns another mailbox. */
  readonly isTaken: boolean;
}

/** Puts card and mailbox header where others find them, once per account: again when the service has taken the former one away. */
export function createPublication(deps: PublicationDependencies): Publication {
  const { mailbox, clock, identity, header } = deps;
  const claims = createClaims(deps);
  let state: SelfView['publication'] = 'making-keys';
  let running = new AbortController();

  const progress = (next: SelfView['publication']): void => {
    state = next;
    deps.changed();
  };

  const publish = async (own: IdentityRecord): Promise<Published> => {
    progress('signing-in');
    const account = await mailbox.signIn();
    if (own.publishedBy === account) {
      if (claims.isDue(own)) await claims.renew(own);
      return { account, isTaken: false };
    }
    progress('publishing');
    const claimedBy = await claims.make(own);
    const isTaken = await isIdTaken(deps, own);
    // With a new account the header is still there, and may be that of another browser by now.
    if (own.publishedBy === null) await header.takeOver(own);
    return { account: claimedBy, isTaken };
  };

  const finish = async ({ account, isTaken }: Published, signal: AbortSignal): Promise<void> => {
    // Otherwise the next start would not look whether the ID is free.
    if (!isTaken && identity.require().publishedBy !== account) await identity.change({ publishedBy: account });
    deps.onReachable();
    progress(isTaken ? 'taken' : 'reachable');
    mailbox.watchAccount((present) => {
      if (present !== account) start();
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
      const published = await publish(identity.require());
      if (!signal.aborted) await finish(published, signal);
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
    handleRefused() {
      const isOver = state === 'reachable' || state === 'taken';
      if (isOver && !running.signal.aborted && claims.doubt()) start();
    },
    state: () => state,
  };
}

/** What shows the service that the mailbox is ours. */
function createClaims({ mailbox, clock, log, identity, preImage, grants }: PublicationDependencies) {
  let isDoubtful = false;
  let madeAtMs = Number.NEGATIVE_INFINITY;
  let hasLeft = false;

  const claim = async (own: IdentityRecord): Promise<void> => {
    const { id, box, beacon } = own;
    await mailbox.claim({ id, box, beacon, preImage: await preImage(own), grants: grants() });
    isDoubtful = false;
    madeAtMs = clock.nowMs();
    if (own.claimedBeacon !== beacon) await identity.change({ claimedBeacon: beacon });
  };

  /** Resolves to the account that has it. One account has one mailbox: after another identity it is given up, once. */
  const make = async (own: IdentityRecord): Promise<string> => {
    try {
      await claim(own);
    } catch (error) {
      if (!isDenied(error) || hasLeft) throw error;
      hasLeft = true;
      await mailbox.leave();
      await claim(own);
    }
    return mailbox.signIn();
  };

  return {
    make,
    isDue: (own: IdentityRecord): boolean => isDoubtful || own.claimedBeacon !== own.beacon,
    /** Rules that are older than we are know no such claim, and what was written before goes on under them. */
    renew: (own: IdentityRecord): Promise<void> =>
      claim(own).catch((error: unknown) => {
        if (!isDenied(error) || isDoubtful) throw error;
        log('warn', 'claim-not-renewed');
      }),
    /** False where it was looked at just now. */
    doubt(): boolean {
      if (clock.nowMs() - madeAtMs < claimPauseMs) return false;
      isDoubtful = true;
      return true;
    },
  };
}

/** Puts the card there unless that of somebody else is. */
async function isIdTaken(
  { mailbox, publishCard }: Pick<PublicationDependencies, 'mailbox' | 'publishCard'>,
  own: IdentityRecord,
): Promise<boolean> {
  try {
    await publishCard(own);
    return false;
  } catch (error) {
    const there = isDenied(error) ? await mailbox.fetchCard(own.id) : null;
    if (!there || there.box === own.box) throw error;
    return true;
  }
}
