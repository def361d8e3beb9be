import type { Clock } from '#src/engine/ports/clock.ts';
import type { BoxName, InboxListener, MailboxPort, ServiceState } from '#src/engine/ports/mailbox-port.ts';
import { MailboxError } from '#src/engine/ports/mailbox-port.ts';
import type { StoredSignal } from './in-memory-mailbox-documents.ts';
import { createDocuments } from './in-memory-mailbox-documents.ts';

interface Watcher {
  readonly account: () => string;
  readonly box: BoxName;
  readonly listener: InboxListener;
  readonly signal: AbortSignal;
  /** What it has seen, by kind, name and stamp; signals written during an outage are told from these. */
  readonly seen: Map<string, number>;
  readonly countReads: (documents: number) => void;
}

/** Of one document. */
interface DocumentWatcher {
  readonly path: string;
  readonly signal: AbortSignal;
  readonly countReads: (documents: number) => void;
  /** Tells what is there. */
  tell(): void;
  onState(state: ServiceState): void;
}

/** How long a refused watcher waits before it asks again. */
const watchRetryMs = 1_000;

type SignalKind = 'slot' | 'knock' | 'mail';

export interface InMemoryMailboxService {
  connect(account: string): MailboxPort;
  /** While unreachable, every operation rejects and watchers hear nothing. */
  setReachable(reachable: boolean): void;
  /** Loses what it knew of whose mailbox an account owns. */
  loseClaim(account: string): void;
  /** Deletes an account, as its operator can; whoever had it signs in under another name. */
  takeAccountAway(account: string): void;
}

/** The service without a network, under the same rules and by its `clock`; watchers hear of a signal `latencyMs` later. */
export function createInMemoryMailboxService(options: {
  readonly clock: Clock;
  readonly latencyMs?: number;
}): InMemoryMailboxService {
  const { clock, latencyMs = 0 } = options;
  const documents = createDocuments(clock);
  const watchers = new Set<Watcher>();
  const documentWatchers = new Set<DocumentWatcher>();
  const accountLosses = new Set<(lost: string) => void>();
  let reachable = true;

  const deliver = (
    watcher: Watcher,
    kind: SignalKind,
    [name, signal]: [string, StoredSignal],
    fresh: boolean,
  ): void => {
    if (watcher.seen.get(`${kind}/${name}`) === signal.atMs) return;
    watcher.seen.set(`${kind}/${name}`, signal.atMs);
    const content = { sealed: signal.sealed.slice(), atMs: signal.atMs, fresh };
    const granted = { grant: name.slice(0, 32), index: Number(name.slice(33)) };
    if (kind === 'knock') watcher.listener.onKnock({ account: name, ...content });
    else if (kind === 'slot') watcher.listener.onSlot({ ...granted, ...content });
    else watcher.listener.onMail({ ...granted, sealed: content.sealed, atMs: content.atMs });
  };

  const announce = (box: BoxName, kind: SignalKind, entry: [string, StoredSignal]): void => {
    for (const watcher of watchers) {
      if (watcher.box !== box) continue;
      clock.after(latencyMs, () => {
        if (watcher.signal.aborted || !reachable || !isOwner(watcher)) return;
        watcher.countReads(1);
        deliver(watcher, kind, entry, true);
      });
    }
  };

  const deliverAll = (watcher: Watcher, kind: SignalKind): void => {
    const listing = { slot: documents.slots, knock: documents.knocks, mail: documents.mail };
    const signals = listing[kind](watcher.box);
    watcher.countReads(Math.max(1, signals.length));
    for (const entry of signals.sort((a, b) => a[1].atMs - b[1].atMs)) deliver(watcher, kind, entry, false);
  };

  const isOwner = ({ account, box }: Watcher): boolean => documents.isOwner(account(), box);

  /** What a watcher hears when it reaches the service: everything that is there and was not heard before. */
  const catchUp = (watcher: Watcher): void => {
    if (watcher.signal.aborted || !reachable) return;
    if (isOwner(watcher)) {
      deliverAll(watcher, 'slot');
      deliverAll(watcher, 'knock');
      deliverAll(watcher, 'mail');
      watcher.listener.onState('live');
      return;
    }
    watcher.listener.onState('denied');
    clock.after(watchRetryMs, () => catchUp(watcher));
  };

  const tellDocument = ({ signal, countReads, tell, onState }: DocumentWatcher): void => {
    if (signal.aborted || !reachable) return;
    countReads(1);
    onState('live');
    tell();
  };

  const watchDocument = (watcher: DocumentWatcher): void => {
    documentWatchers.add(watcher);
    watcher.signal.addEventListener('abort', () => documentWatchers.delete(watcher));
    if (!reachable) watcher.onState('unreachable');
    clock.after(latencyMs, () => tellDocument(watcher));
  };

  const announceDocument = (path: string): void => {
    for (const watcher of documentWatchers) {
      if (watcher.path === path) clock.after(latencyMs, () => tellDocument(watcher));
    }
  };

  const connect = (firstAccount: string): MailboxPort => {
    let account = firstAccount;
    const accountWatchers = new Set<(account: string | null) => void>();
    const loseAccount = (): void => {
      account = `another ${account}`;
      for (const watcher of [...watchers]) if (watcher.account() === account) catchUp(watcher);
      for (const tell of [...accountWatchers]) tell(null);
    };
    accountLosses.add((lost) => {
      if (lost === account) loseAccount();
    });
    const usage = { writes: 0, reads: 0, deletes: 0 };
    let clockKnown = false;

    const run = async <T>(kind: 'writes' | 'reads' | 'deletes' | undefined, operation: () => T): Promise<T> => {
      if (kind) usage[kind] += 1;
      if (!reachable) throw new MailboxError('unreachable');
      return operation();
    };
    const countReads = (count: number): void => {
      usage.reads += count;
    };
    const writePublic = (operation: () => void): Promise<void> =>
      run('writes', () => {
        operation();
        // The other adapter reads its own stamp back.
        usage.reads += 1;
        clockKnown = true;
      });

    return {
      signIn: () => run(undefined, () => account),
      watchAccount(onAccount, signal) {
        accountWatchers.add(onAccount);
        signal.addEventListener('abort', () => accountWatchers.delete(onAccount));
        onAccount(account);
      },
      leave: () => run(undefined, loseAccount),
      erase: (own) => run('deletes', () => documents.erase(account, own)),
      claim: (own) =>
        run('writes', () => {
          const { writes, reads } = documents.claim(account, own);
          usage.writes += writes;
          usage.reads += reads;
        }),
      publishCard: (id, card, box) => run('writes', () => documents.putCard(account, id, { card, box })),
      fetchCard: (id) => run('reads', () => documents.card(id)),
      writeHeader: (box, header) =>
        writePublic(() => {
          documents.putHeader(account, box, header);
          announceDocument(box);
        }),
      watchHeader: (box, { onHeader, onState }, signal) =>
        watchDocument({ path: box, signal, countReads, onState, tell: () => onHeader(documents.header(box)) }),
      fetchHeader: (box) => run('reads', () => documents.header(box)),
      // A new one is counted by another write, hence the look whether it is there.
      async writeGrant(box, grant) {
        usage.reads += 1;
        if (await run('writes', () => documents.putGrant(account, box, grant))) usage.writes += 1;
      },
      deleteGrant: async (box, grant) => {
        await run('deletes', () => documents.deleteGrant(account, box, grant));
        usage.writes += 1;
      },
      writeSlot: ({ box, grant, index, sealed }) =>
        run('writes', () => {
          const name = `${grant}_${index}`;
          announce(box, 'slot', [name, documents.putSlot(box, name, sealed)]);
        }),
      writeMail: ({ box, grant, index, sealed }) =>
        run('writes', () => {
          const name = `${grant}_${index}`;
          announce(box, 'mail', [name, documents.putMail(box, name, sealed)]);
        }),
      deleteMail: (box, grant, index) => run('deletes', () => documents.deleteMail(account, box, `${grant}_${index}`)),
      writeKnock: ({ box, ...knock }) =>
        run('writes', () => announce(box, 'knock', [account, documents.putKnock(box, account, knock)])),
      refuseKnocks: (box, from) => run('writes', () => documents.refuseKnocks(account, box, from)),
      deleteKnock: (box, from) => run('deletes', () => documents.deleteKnock(account, box, from)),
      writePresence: ({ beacon, ...presence }) =>
        writePublic(() => {
          documents.putBeacon(account, beacon, presence);
          announceDocument(beacon);
        }),
      fetchPresence: (beacon) => run('reads', () => documents.beacon(beacon)),
      watchPresence: (beacon, onPresence, signal) =>
        watchDocument({
          path: beacon,
          signal,
          countReads,
          onState: () => undefined,
          tell: () => onPresence(documents.beacon(beacon)),
        }),
      watchInbox(box, listener, signal) {
        const watcher: Watcher = { account: () => account, box, listener, signal, seen: new Map(), countReads };
        watchers.add(watcher);
        signal.addEventListener('abort', () => watchers.delete(watcher));
        if (!reachable) listener.onState('unreachable');
        clock.after(latencyMs, () => catchUp(watcher));
      },
      renewWatches: () => undefined,
      serverNowMs: () => (clockKnown ? clock.nowMs() : null),
      usage: () => ({ ...usage }),
    };
  };

  return {
    connect,
    loseClaim: documents.loseClaim,
    takeAccountAway(account) {
      for (const tell of accountLosses) tell(account);
    },
    setReachable(next) {
      if (next === reachable) return;
      reachable = next;
      for (const watcher of watchers) {
        if (reachable) clock.after(latencyMs, () => catchUp(watcher));
        else watcher.listener.onState('unreachable');
      }
      for (const watcher of documentWatchers) {
        if (reachable) clock.after(latencyMs, () => tellDocument(watcher));
        else watcher.onState('unreachable');
      }
    },
  };
}
