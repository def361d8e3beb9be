import { describe, expect, test } from 'vitest';
import { createPreparedPeer } from '#src/engine/links/prepared-peer.ts';
import type { Route } from '#src/engine/links/route.ts';
import { createFakePeerNetwork } from '../../../fakes/fake-peer-network.ts';
import { createLinkPair } from '../../../fakes/link-pair.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

const direct: Route = { iceServers: [{ urls: 'stun:stun.example' }], relayOnly: false };
const hidden: Route = { iceServers: [{ urls: 'turn:turn.example' }], relayOnly: true };

describe('an offer that is prepared', () => {
  test('leaves at once when it is wanted, and makes the one link there is', async () => {
    const pair = createLinkPair();
    pair.ann.links.prepare('ben');
    await pair.clock.advanceAsync(100);
    pair.ann.want();
    const wantedAtMs = pair.clock.nowMs();
    await pair.clock.advanceAsync(0);
    expect(pair.ann.signals).toMatchObject([{ kind: 'offer', atMs: wantedAtMs }]);
    await pair.clock.advanceAsync(3_600_000);
    expect(pair.ann.news).toEqual(['opened']);
    expect([pair.network.live(), pair.clock.pending()]).toEqual([2, 0]);
  });

  test('tells nobody, and is given up after ten seconds', async () => {
    const pair = createLinkPair();
    pair.ann.links.prepare('ben');
    pair.ann.links.prepare('ben');
    await pair.clock.advanceAsync(9_999);
    expect([pair.network.live(), pair.network.created(), pair.ann.links.presence('ben')]).toEqual([1, 1, 'away']);
    await pair.clock.advanceAsync(1);
    expect([pair.network.live(), pair.clock.pending(), pair.ann.signals]).toEqual([0, 0, []]);
  });

  test('gives way to an offer of theirs, to a link that is there, and to the end of all', async () => {
    const pair = createLinkPair();
    pair.ann.links.prepare('ben');
    pair.ben.want();
    await pair.clock.advanceAsync(9_000);
    expect([pair.network.live(), pair.ann.links.isOpen('ben')]).toEqual([2, true]);
    pair.ann.links.prepare('ben');
    expect(pair.network.live()).toBe(2);
    pair.ann.links.closeAll();
    await pair.clock.advanceAsync(9_000);
    const pending = pair.clock.pending();
    pair.ann.links.prepare('ben');
    expect(pair.network.live()).toBe(1);
    pair.ann.links.drop('ben');
    await pair.clock.advanceAsync(100);
    expect([pair.network.live(), pair.clock.pending()]).toEqual([0, pending]);
  });

  test.each([
    ['addresses are hidden', hidden],
    ['nothing may connect', undefined],
  ])('is none while %s', (_why, route) => {
    const { prepared, network } = create(() => route);
    prepared.prepare();
    expect(network.created()).toBe(0);
  });

  test('is of no use once another way is to be taken', () => {
    let route: Route = direct;
    const { prepared, network } = create(() => route);
    prepared.prepare();
    route = hidden;
    expect(prepared.take(handlers)).toBeUndefined();
    expect(network.live()).toBe(0);
  });
});

function create(route: () => Route | undefined) {
  const clock = createVirtualClock();
  const network = createFakePeerNetwork(clock);
  const { createPeerLink } = network;
  return {
    network,
    prepared: createPreparedPeer({ dependencies: { createPeerLink, route, clock }, polite: () => true }),
  };
}

function handlers(): never {
  throw new Error('nobody speaks to a connection that was given up');
}
