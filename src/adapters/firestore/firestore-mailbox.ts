import type { DocumentData } from 'firebase/firestore';
import { Bytes, serverTimestamp, Timestamp } from 'firebase/firestore';
import { knockLifeMs, mailLifeMs, slotLifeMs } from '../../engine/mailbox/rules/lifetimes.ts';
import type { Clock } from '../../engine/ports/clock.ts';
import type { Log } from '../../engine/ports/log.ts';
import type { MailboxPort } from '../../engine/ports/mailbox-port.ts';
import { MailboxError } from '../../engine/ports/mailbox-port.ts';
import { createAccount } from './account.ts';
import type { Connectivity } from './connectivity.ts';
import { browserConnectivity } from './connectivity.ts';
import type { DocumentAccess } from './document-access.ts';
import { createDocumentAccess } from './document-access.ts';
import { watchDocument } from './document-watch.ts';
import { parseBeacon, parseCardDocument, parseHeader, parseStampMs } from './documents.ts';
import { createFirebaseServices } from './firebase-app.ts';
import type { InboxWatchDependencies } from './inbox-watch.ts';
import { watchInbox } from './inbox-watch.ts';
import type { MailboxConfig } from './mailbox-config.ts';
import { failureCode, isRefusal, toMailboxError, withDeadline } from './mailbox-failure.ts';
import type { ServerClock } from './server-clock.ts';
import { createServerClock } from './server-clock.ts';
import { createStreamRenewal, reopenStreams } from './stream-renewal.ts';
import { createUsageCounter } from './usage-counter.ts';

/** People wait for the answer; a healthy service gives it within one second. */
const operationTimeoutMs = 10_000;
/** Reading back a stamp is a convenience that must not hold up the write it follows. */
const stampTimeoutMs = 2_000;

interface FirestoreMailboxDependencies {
  readonly clock: Clock;
  readonly log: Log;
  readonly connectivity?: Connectivity;
}

/** Runs what an account may do as soon as there is one, and rejects with `MailboxError` when it is not over in time. */
function createOperations({
  signIn,
  clock,
  connectivity,
}: Pick<FirestoreMailboxDependencies, 'clock'> & {
  readonly signIn: () => Promise<string>;
  readonly connectivity: Connectivity;
}) {
  return async <T>(operation: (account: string) => Promise<T>): Promise<T> => {
    let wanted = true;
    const begin = (account: string): Promise<T> => {
      // A sign-in that comes too late must not send what its caller has given up.
      if (!wanted) throw new MailboxError('unreachable');
      return operation(account);
    };
    try {
      return await withDeadline(signIn().then(begin), { clock, afterMs: operationTimeoutMs });
    } catch (error) {
      throw toMailboxError(error, connectivity);
    } finally {
      wanted = false;
    }
  };
}

/** The introduction service on Cloud Firestore with anonymous accounts. */
export function createFirestoreMailbox(config: MailboxConfig, deps: FirestoreMailboxDependencies): MailboxPort {
  const { clock, log, connectivity = browserConnectivity } = deps;
  const { auth, firestore } = createFirebaseServices(config);
  const { signIn, watchAccount, leave } = createAccount(auth);
  const usage = createUsageCounter();
  const documents = createDocumentAccess(firestore, usage);
  const renewal = createStreamRenewal({ clock, reopen: () => reopenStreams(firestore) });
  const serverClock = createServerClock({ wallMs: () => clock.nowMs(), monotonicMs: () => performance.now() });
  const writer = createWriter({ documents, clock, serverClock });

  const run = createOperations({ signIn, clock, connectivity });
  const read = <T>(path: string, parse: (data: unknown) => T | undefined): Promise<T | null> =>
    run(async () => parse(await documents.read(path)) ?? null);

  return {
    signIn: () => run(async (account) => account),
    watchAccount,
    leave: () => run(leave),
    erase: ({ id, box, beacon }) =>
      run((account) =>
        eraseInOrder(documents, [`people/${id}`, `inbox/${box}`, `beacon/${beacon}`], `claims/${account}`),
      ),
    claim: (box, preImage) =>
      run((account) => documents.write(`claims/${account}`, { box, pre: Bytes.fromUint8Array(preImage) })),
    publishCard: (id, card, box) =>
      run(() => documents.write(`people/${id}`, { card: Bytes.fromUint8Array(card), box })),
    fetchCard: (id) => read(`people/${id}`, parseCardDocument),
    writeHeader: (box, { open, tokenHash, prekeys }) =>
      run(() => writer.writePublic(`inbox/${box}`, { open, tokenHash, prekeys: Bytes.fromUint8Array(prekeys) })),
    fetchHeader: (box) => read(`inbox/${box}`, parseHeader),
    writeGrant: (box, grant) => run(() => documents.write(`inbox/${box}/grant/${grant}`, { at: serverTimestamp() })),
    deleteGrant: (box, grant) => run(() => documents.remove(`inbox/${box}/grant/${grant}`)),
    writeSlot: ({ box, grant, index, sealed }) =>
      run(() => writer.writeSignal(`inbox/${box}/slot/${grant}_${index}`, { sealed, lifeMs: slotLifeMs })),
    writeMail: ({ box, grant, index, sealed }) =>
      run(() => writer.writeSignal(`inbox/${box}/mail/${grant}_${index}`, { sealed, lifeMs: mailLifeMs })),
    deleteMail: (box, grant, index) => run(() => documents.remove(`inbox/${box}/mail/${grant}_${index}`)),
    writeKnock: ({ box, sealed, token }) =>
      run((account) =>
        writer.writeSignal(`inbox/${box}/knock/${account}`, { sealed, lifeMs: knockLifeMs, extra: { token } }),
      ),
    // Without a stamp it is left out of the watch, which asks for the newest by stamp.
    refuseKnocks: (box, account) => run(() => documents.write(`inbox/${box}/knock/${account}`, { refused: true })),
    deleteKnock: (box, account) => run(() => documents.remove(`inbox/${box}/knock/${account}`)),
    writePresence: ({ beacon, box, open, mark }) =>
      run(() => writer.writePublic(`beacon/${beacon}`, { box, open, mark: Bytes.fromUint8Array(mark) })),
    fetchPresence: (beacon) => read(`beacon/${beacon}`, parseBeacon),
    ...createWatches({ documents, clock, connectivity, renewal, usage, serverClock, log }),
    renewWatches: renewal.renew,
    serverNowMs: () => serverClock.nowMs(),
    usage: () => usage.usage(),
  };
}

interface WatchesDependencies extends InboxWatchDependencies {
  readonly documents: DocumentAccess;
}

function createWatches(deps: WatchesDependencies): Pick<MailboxPort, 'watchInbox' | 'watchHeader' | 'watchPresence'> {
  return {
    watchInbox: (box, listener, signal) => watchInbox(deps, { box, listener, signal }),
    watchHeader: (box, { onHeader, onState }, signal) =>
      watchDocument(deps, {
        path: `inbox/${box}`,
        signal,
        onData: (data) => onHeader(parseHeader(data) ?? null),
        onReached: (reached) => onState(reached ? 'live' : 'unreachable'),
        onFailure(error) {
          deps.log('warn', 'header-watch-failed', { code: failureCode(error) });
          onState(isRefusal(error) ? 'denied' : 'unreachable');
        },
      }),
    watchPresence: (beacon, onPresence, signal) =>
      watchDocument(deps, {
        path: `beacon/${beacon}`,
        signal,
        onData: (data) => onPresence(parseBeacon(data) ?? null),
        onReached: () => undefined,
        onFailure: (error) => deps.log('warn', 'presence-watch-failed', { code: failureCode(error) }),
      }),
  };
}

interface WriterDependencies {
  readonly documents: DocumentAccess;
  readonly clock: Clock;
  readonly serverClock: ServerClock;
}

interface SignalContent {
  readonly sealed: Uint8Array;
  readonly lifeMs: number;
  readonly extra?: DocumentData;
}

function createWriter({ documents, clock, serverClock }: WriterDependencies) {
  return {
    /** Writes an own document that everybody may read, and reads it back for the service's stamp. */
    async writePublic(path: string, data: DocumentData): Promise<void> {
      const sentMs = clock.nowMs();
      await documents.write(path, { ...data, at: serverTimestamp() });
      const acknowledgedMs = clock.nowMs();
      // The write has succeeded whatever becomes of the reading.
      const written = await withDeadline(documents.read(path), { clock, afterMs: stampTimeoutMs }).catch(
        () => undefined,
      );
      const stampMs = parseStampMs(written);
      if (stampMs !== undefined) serverClock.learn({ stampMs, sentMs, acknowledgedMs });
    },

    writeSignal(path: string, { sealed, lifeMs, extra }: SignalContent): Promise<void> {
      const nowMs = Math.round(serverClock.nowMs() ?? clock.nowMs());
      return documents.write(path, {
        ...extra,
        sealed: Bytes.fromUint8Array(sealed),
        at: serverTimestamp(),
        expireAt: Timestamp.fromMillis(nowMs + lifeMs),
      });
    },
  };
}

/** The claim last, for without it the others are nobody's; what was not there is no reason to leave the rest. */
async function eraseInOrder(documents: DocumentAccess, paths: readonly string[], claim: string): Promise<void> {
  const outcomes = await Promise.allSettled(paths.map(documents.remove));
  await documents.remove(claim);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
