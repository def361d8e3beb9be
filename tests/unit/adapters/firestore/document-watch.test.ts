import type { DocumentSnapshot } from 'firebase/firestore';
import { Timestamp } from 'firebase/firestore';
import { describe, expect, test } from 'vitest';
import { watchDocument } from '#src/adapters/firestore/document-watch.ts';
import { createStreamRenewal } from '#src/adapters/firestore/stream-renewal.ts';
import { createFakeConnectivity, createFakeListener } from '../../../fakes/fake-listener.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

function snapshot(data: unknown, fromCache = false): DocumentSnapshot {
  // Of the library's class the watch uses these two.
  return { data: () => data, metadata: { fromCache } } as unknown as DocumentSnapshot;
}

const version = (atMs: number) => ({ at: Timestamp.fromMillis(atMs) });

function watch() {
  const clock = createVirtualClock();
  const connectivity = createFakeConnectivity();
  const listener = createFakeListener<DocumentSnapshot>();
  const renewal = createStreamRenewal({ clock, reopen: async () => undefined });
  const told: unknown[] = [];
  let reads = 0;
  const usage = {
    countReads(count: number) {
      reads += count;
    },
  };
  watchDocument(
    { clock, connectivity, renewal, usage, documents: { listenTo: () => listener.listen } },
    {
      path: 'inbox/somebody',
      signal: new AbortController().signal,
      onData: (data) => told.push(data),
      onReached: (reached) => told.push(reached),
      onFailure: (error) => told.push(error),
    },
  );
  return { clock, connectivity, listener, told, reads: () => reads };
}

describe('the watch of a document', () => {
  test('does not keep to itself why it lost the service', () => {
    const { listener, told } = watch();
    const denied = new Error('denied');
    listener.fail(denied);
    expect(told).toEqual([denied]);
  });

  test('is renewed at once when the network is back', () => {
    const { connectivity, listener } = watch();
    listener.fail(new Error('no network'));
    connectivity.comeBack();
    expect(listener.begun()).toBe(2);
  });

  test('tells and counts each version once, also across an interruption', () => {
    const { clock, listener, told, reads } = watch();
    listener.give(snapshot(version(1)));
    listener.fail('interrupted');
    clock.advance(1_000);
    listener.give(snapshot(version(1)));
    listener.give(snapshot(version(2)));
    expect(told).toEqual([true, version(1), 'interrupted', true, true, version(2)]);
    expect(reads()).toBe(2);
  });

  test('takes nothing out of the cache for what the service has', () => {
    const { listener, told, reads } = watch();
    listener.give(snapshot(undefined, true));
    expect(told).toEqual([false]);
    expect(reads()).toBe(0);
    listener.give(snapshot(undefined));
    expect(told).toEqual([false, true, undefined]);
  });
});
