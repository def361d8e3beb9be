import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchRepeatedly } from '#src/adapters/firestore/repeated-watch.ts';
import { createStreamRenewal } from '#src/adapters/firestore/stream-renewal.ts';
import { createFakeConnectivity, createFakeListener } from '../../../fakes/fake-listener.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

const fromService = { metadata: { fromCache: false } };
const fromCache = { metadata: { fromCache: true } };
const denied = new Error('denied');

function watch() {
  const clock = createVirtualClock();
  const connectivity = createFakeConnectivity();
  const renewal = createStreamRenewal({ clock, reopen: async () => undefined });
  const listener = createFakeListener<typeof fromService>();
  const lifetime = new AbortController();
  const told: unknown[] = [];
  watchRepeatedly(
    { clock, connectivity, renewal },
    {
      listen: listener.listen,
      signal: lifetime.signal,
      onSnapshot: (snapshot) => told.push(snapshot),
      onFailure: (error) => told.push(error),
    },
  );
  return { clock, connectivity, renewal, listener, lifetime, told };
}

/** Fails and waits until listening begins anew. */
function failFor(ms: number, { clock, listener }: ReturnType<typeof watch>): void {
  const begun = listener.begun();
  listener.fail(denied);
  clock.advance(ms - 1);
  expect(listener.begun()).toBe(begun);
  clock.advance(1);
  expect(listener.begun()).toBe(begun + 1);
}

beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(1));
afterEach(() => void vi.restoreAllMocks());

describe('a watch whose stream is renewed', () => {
  test('does not tell that it is cut off for that moment', () => {
    const { renewal, listener, clock, told } = watch();
    listener.give(fromService);
    renewal.renew();
    listener.give(fromCache);
    listener.give(fromService);
    clock.advance(60_000);
    expect(told).toEqual([fromService, fromService]);
  });

  test('tells so in the end when the service does not come back', () => {
    const { renewal, listener, clock, told } = watch();
    renewal.renew();
    listener.give(fromCache);
    clock.advance(2_999);
    expect(told).toEqual([]);
    clock.advance(1);
    expect(told).toEqual([fromCache]);
    listener.give(fromCache);
    expect(told).toEqual([fromCache, fromCache]);
  });

  test('tells nothing once nobody watches', () => {
    const { renewal, listener, clock, lifetime, told } = watch();
    renewal.renew();
    listener.give(fromCache);
    lifetime.abort();
    clock.advance(60_000);
    expect(told).toEqual([]);
  });
});

test('streams are renewed once in a minute, however often a word is missed', async () => {
  const clock = createVirtualClock();
  let reopened = 0;
  const renewal = createStreamRenewal({
    clock,
    async reopen() {
      reopened += 1;
      throw new Error('no network');
    },
  });
  for (let second = 0; second < 120; second += 1) {
    renewal.renew();
    clock.advance(1_000);
  }
  expect(reopened).toBe(2);
});

describe('a repeated watch', () => {
  test('tells every failure, and begins anew later each time, up to half a minute', () => {
    const watched = watch();
    for (const seconds of [1, 2, 4, 8, 16, 30, 30]) failFor(seconds * 1_000, watched);
    expect(watched.told).toEqual(Array(7).fill(denied));
  });

  test('spreads those who lost the service at the same moment over half of the wait', () => {
    vi.mocked(Math.random).mockReturnValue(0);
    failFor(500, watch());
  });

  test('counts failures from the last answer of the service, not from what the cache gave', () => {
    const watched = watch();
    failFor(1_000, watched);
    watched.listener.give(fromCache);
    failFor(2_000, watched);
    watched.listener.give(fromService);
    failFor(1_000, watched);
    expect(watched.told).toEqual([denied, fromCache, denied, fromService, denied]);
  });

  test('begins at once when the network is back, and the wait is over', () => {
    const { clock, connectivity, listener } = watch();
    listener.fail(denied);
    connectivity.comeBack();
    expect(listener.begun()).toBe(2);
    expect(clock.pending()).toBe(0);
  });

  test('leaves a healthy listener alone when the network is back', () => {
    const { connectivity, listener } = watch();
    listener.give(fromService);
    connectivity.comeBack();
    expect(listener.begun()).toBe(1);
    expect(listener.stopped()).toBe(0);
  });

  test('never has two listeners', () => {
    const watched = watch();
    failFor(1_000, watched);
    watched.connectivity.comeBack();
    expect(watched.listener.begun() - watched.listener.stopped()).toBe(1);
  });

  test('leaves nothing behind when it is over, and tells nothing any more', () => {
    const { clock, connectivity, listener, lifetime, told } = watch();
    listener.fail(denied);
    lifetime.abort();
    expect(clock.pending()).toBe(0);
    expect(listener.stopped()).toBe(1);
    listener.give(fromService);
    listener.fail(denied);
    connectivity.comeBack();
    expect(told).toEqual([denied]);
    expect(listener.begun()).toBe(1);
  });
});
