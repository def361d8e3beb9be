import type { DocumentData } from 'firebase/firestore';
import { Bytes, serverTimestamp, Timestamp } from 'firebase/firestore';
import { knockLifeMs, mailLifeMs, refusalLifeMs, slotLifeMs } from '../../engine/mailbox/rules/lifetimes.ts';
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
import type { OwnDocuments } from './own-documents.ts';
import { createOwnDocuments } from './own-documents.ts';
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
  const own = createOwnDocuments({ documents, clock });
  const writer = createWriter({ documents, own, clock, serverClock });

  const run = createOperations({ signIn, clock, connectivity });
  const read = <T>(path: string, parse: (data: unknown) => T | undefined): Promise<T | null> =>
    run(async () => parse(await documents.read(path)) ?? null);

  return {
    signIn: () => run(async (account) => account),
    watchAccount,
    leave: () => run(leave),
    erase: (places) => run((account) => own.erase(account, places)),
    claim: (places) => run((account) => own.claim(account, places)),
    publishCard: (id, card, box) =>
      run(() => own.write(`people/${id}`, () => ({ card: Bytes.fromUint8Array(card), box, at: serverTimestamp() }))),
    fetchCard: (id) => read(`people/${id}`, parseCardDocument),
    writeHeader: (box, { open, tokenHash, prekeys }) =>
      run(() => writer.writePublic(`inbox/${box}`, { open, tokenHash, prekeys: Bytes.fromUint8Array(prekeys) })),
    fetchHeader: (box) => read(`inbox/${box}`, parseHeader),
    writeGrant: (box, grant) => run((account) => own.writeGrant(account, box, grant)),
    deleteGrant: (box, grant) => run((account) => own.deleteGrant(account, box, grant)),
    writeSlot: ({ box, grant, index, sealed }) =>
      run(() => writer.writeSignal(`inbox/${box}/slot/${grant}_${index}`, { sealed, lifeMs: slotLifeMs })),
    writeMail: ({ box, grant, index, sealed }) =>
      run(() => writer.writeSignal(`inbox/${box}/mail/${grant}_${index}`, { sealed, lifeMs: mailLifeMs })),
    deleteMail: (box, grant, index) => run(() => documents.remove(`inbox/${box}/mail/${grant}_${index}`)),
    writeKnock: ({ box, sealed, token }) =>
      run((account) =>
        writer.writeSignal(`inbox/${box}/knock/${account}`, { sealed, lifeMs: knockLifeMs, extra: { token } }),
      ),
    refuseKnocks: (box, account) => run(() => writer.writeRefusal(`inbox/${box}/knock/${account}`)),
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
  readonly own: Pick<OwnDocuments, 'write'>;
  readonly clock: Clock;
  readonly serverClock: ServerClock;
}

interface SignalContent {
  readonly sealed: Uint8Array;
  readonly lifeMs: number;
  readonly extra?: DocumentData;
}

function createWriter({ documents, own, clock, serverClock }: WriterDependencies) {
  const endAfter = (lifeMs: number): Timestamp =>
    Timestamp.fromMillis(Math.round(serverClock.nowMs() ?? clock.nowMs()) + lifeMs);

  return {
    /** Writes an own document that everybody may read, and reads it back for the service's stamp. */
    async writePublic(path: string, data: DocumentData): Promise<void> {
      let sentMs = 0;
      await own.write(path, () => {
        sentMs = clock.nowMs();
        return { ...data, at: serverTimestamp() };
      });
      const acknowledgedMs = clock.nowMs();
      // The write has succeeded whatever becomes of the reading.
      const written = await withDeadline(documents.read(path), { clock, afterMs: stampTimeoutMs }).catch(
        () => undefined,
      );
      const stampMs = parseStampMs(written);
      if (stampMs !== undefined) serverClock.learn({ stampMs, sentMs, acknowledgedMs });
    },

    writeSignal: (path: string, { sealed, lifeMs, extra }: SignalContent): Promise<void> =>
      documents.write(path, {
        ...extra,
        sealed: Bytes.fromUint8Array(sealed),
        at: serverTimestamp(),
        expireAt: endAfter(lifeMs),
      }),

    /** Its stamp has another name than that of a knock: the watch, which asks for the newest by that, leaves it out. */
    writeRefusal: (path: string): Promise<void> =>
      own.write(path, () => ({ refused: true, since: serverTimestamp(), expireAt: endAfter(refusalLifeMs) })),
  };
}
