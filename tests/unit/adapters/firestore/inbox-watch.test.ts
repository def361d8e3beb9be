import { FirebaseError } from 'firebase/app';
import type { QuerySnapshot } from 'firebase/firestore';
import { describe, expect, it } from 'vitest';
import type { InboxWatchDependencies } from '#src/adapters/firestore/inbox-watch.ts';
import { watchInbox } from '#src/adapters/firestore/inbox-watch.ts';
import { createServerClock } from '#src/adapters/firestore/server-clock.ts';
import { createStreamRenewal } from '#src/adapters/firestore/stream-renewal.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

type Listener = Parameters<ReturnType<InboxWatchDependencies['documents']['listenToAll']>>;

/** A watch of which the test is the service; slots, knocks and mail in this order. */
function watch() {
  const clock = createVirtualClock();
  const listening: { readonly path: string; readonly onSnapshot: Listener[0]; readonly onFailure: Listener[1] }[] = [];
  const states: string[] = [];
  const nobody = () => undefined;
  watchInbox(
    {
      clock,
      connectivity: { onOnline: nobody },
      renewal: createStreamRenewal({ clock, reopen: async () => undefined }),
      documents: {
        listenToAll: (path) => (onSnapshot, onFailure) => {
          listening.push({ path, onSnapshot, onFailure });
          return nobody;
        },
      },
      usage: { countReads: nobody },
      serverClock: createServerClock({ wallMs: () => 0, monotonicMs: () => 0 }),
      log: nobody,
    },
    {
      box: 'box',
      listener: {
        onSlot: nobody,
        onKnock: nobody,
        onMail: nobody,
        onMalformed: nobody,
        onState: (state) => states.push(state),
      },
      signal: new AbortController().signal,
    },
  );
  const newest = (kind: string) => listening.findLast(({ path }) => path.endsWith(kind));
  const snapshot = (fromCache: boolean): unknown => ({ metadata: { fromCache }, docs: [], docChanges: () => [] });
  const answer = (kind: string, fromCache = false): void =>
    newest(kind)?.onSnapshot(snapshot(fromCache) as QuerySnapshot);
  const fail = (kind: string, code: string): void => newest(kind)?.onFailure(new FirebaseError(code, code));
  return { clock, states, answer, fail };
}

describe('the watch of the own mailbox', () => {
  it('tells a service that refuses us from one that does not answer', () => {
    const { states, fail } = watch();
    fail('slot', 'unavailable');
    expect(states.at(-1)).toBe('unreachable');
    fail('slot', 'permission-denied');
    expect(states.at(-1)).toBe('denied');
  });

  it('goes on being refused while the other half waits, and is live once both are answered', () => {
    const { clock, states, fail, answer } = watch();
    fail('slot', 'permission-denied');
    fail('knock', 'permission-denied');
    clock.advance(2_000);
    answer('slot');
    expect(states.at(-1)).toBe('denied');
    answer('knock');
    expect(states.at(-1)).toBe('live');
  });

  it('is unreachable while it knows only what it remembers, whatever becomes of mail', () => {
    const { states, answer, fail } = watch();
    answer('slot', true);
    answer('knock', true);
    fail('mail', 'permission-denied');
    expect(states).toEqual(['unreachable']);
  });
});
