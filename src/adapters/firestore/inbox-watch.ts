import type { Log } from '../../engine/ports/log.ts';
import type { BoxName, InboxListener, ServiceState } from '../../engine/ports/mailbox-port.ts';
import type { CollectionListener, CollectionWatchDependencies } from './collection-watch.ts';
import { watchCollection } from './collection-watch.ts';
import { parseKnock, parseMail, parseSlot } from './documents.ts';
import { failureCode, isRefusal } from './mailbox-failure.ts';
import type { ServerClock } from './server-clock.ts';

/** What comes later than this after its stamp was written during an interruption that nobody reported. */
const freshnessMs = 10_000;

export interface InboxWatchDependencies extends CollectionWatchDependencies {
  readonly serverClock: ServerClock;
  readonly log: Log;
}

interface WatchedInbox {
  readonly box: BoxName;
  readonly listener: InboxListener;
  readonly signal: AbortSignal;
}

/** Watches slots, knocks and mail; the inbox is live while slots and knocks are, for they bring people together. */
export function watchInbox(deps: InboxWatchDependencies, { box, listener, signal }: WatchedInbox): void {
  const { serverClock, log } = deps;
  const states: Record<'slot' | 'knock', ServiceState | undefined> = { slot: undefined, knock: undefined };
  let told: ServiceState | undefined;

  const tell = (): void => {
    const both = Object.values(states);
    const trouble = both.find((state) => state === 'denied') ?? both.find((state) => state === 'unreachable');
    const state = trouble ?? (both.includes(undefined) ? undefined : 'live');
    if (state && state !== told) listener.onState(state);
    told = state;
  };

  const isFresh = (live: boolean, atMs: number): boolean => {
    if (live) serverClock.observe(atMs);
    const now = serverClock.nowMs();
    return live && (now === null || now - atMs < freshnessMs);
  };

  const follow = <Parsed extends { readonly atMs: number }>(
    kind: 'slot' | 'knock' | 'mail',
    parse: (name: string, data: unknown) => Parsed | undefined,
    onParsed: (document: Parsed & { readonly fresh: boolean }) => void,
  ): void => {
    // What is stored is deleted, so that the next oldest moves up; by age no stuck mail hides what it waits for.
    const first = kind === 'mail' ? 'oldest' : 'newest';
    let refused: 'denied' | undefined;
    const collectionListener: CollectionListener = {
      onDocument({ name, data, live }) {
        const parsed = parse(name, data);
        if (parsed) onParsed({ ...parsed, fresh: isFresh(live, parsed.atMs) });
        else listener.onMalformed();
      },
      onReached(isReached) {
        if (kind === 'mail') return;
        states[kind] = isReached ? 'live' : (refused ?? 'unreachable');
        refused = undefined;
        tell();
      },
      onFailure(error) {
        log('warn', 'inbox-watch-failed', { kind, code: failureCode(error) });
        if (isRefusal(error)) refused = 'denied';
      },
    };
    watchCollection(deps, { path: `inbox/${box}/${kind}`, first, listener: collectionListener, signal });
  };

  follow('slot', parseSlot, (slot) => listener.onSlot(slot));
  follow('knock', parseKnock, (knock) => listener.onKnock(knock));
  follow('mail', parseMail, ({ fresh: _fresh, ...mail }) => listener.onMail(mail));
}
