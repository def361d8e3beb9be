import { describe, expect, it } from 'vitest';
import { settle } from '../../../fakes/virtual-clock.ts';
import type { Pair } from './calls-bench.ts';
import { connectedPair } from './calls-bench.ts';

/** What Alice's connection carries from now on, in each two seconds. */
async function carry({ alice, clock }: Pair, each: { lost: number; seconds: number }): Promise<void> {
  const media = alice.links.media('bob');
  for (let second = 0; second < each.seconds; second += 2) {
    const { packetsReceived, packetsLost, packetsSent, packetsLostThere } = media.counters;
    const later = (total: number | null, more: number): number => (total ?? 0) + more;
    media.counters = {
      ...media.counters,
      packetsReceived: later(packetsReceived, 100 - each.lost),
      packetsLost: later(packetsLost, each.lost),
      packetsSent: later(packetsSent, 100),
      packetsLostThere: later(packetsLostThere, each.lost),
    };
    await clock.advanceAsync(2_000);
  }
  await settle();
}

describe('the quality of a call', () => {
  it('is good for as long as nothing is known', async () => {
    const { alice } = await connectedPair();
    expect(alice.calls.view()?.quality).toEqual({ grade: 'good', reason: null });
    expect(alice.calls.details()).toBeNull();
  });

  it('is told when it changes, and not with each sample', async () => {
    const pair = await connectedPair();
    await carry(pair, { lost: 0, seconds: 20 });
    const before = pair.alice.changes();
    await carry(pair, { lost: 0, seconds: 20 });
    expect(pair.alice.changes()).toBe(before);
    await carry(pair, { lost: 30, seconds: 10 });
    expect(pair.alice.calls.view()?.quality).toEqual({ grade: 'poor', reason: 'your-network' });
    // Weak on the way there, poor in the end.
    expect(pair.alice.changes() - before).toBeLessThanOrEqual(2);
    expect(pair.alice.calls.details()?.lossReceived).toBeGreaterThan(0.1);
  });

  it('says nothing in the first seconds, in which every connection is small', async () => {
    const pair = await connectedPair();
    await carry(pair, { lost: 50, seconds: 6 });
    expect(pair.alice.calls.view()?.quality.grade).toBe('good');
  });

  it('sends less of the camera where packets get lost, and all of it again afterwards', async () => {
    const pair = await connectedPair();
    await carry(pair, { lost: 30, seconds: 12 });
    const { limits } = pair.alice.links.media('bob');
    expect(limits.at(-1)?.scaleDownBy).toBeGreaterThan(1);
    await carry(pair, { lost: 0, seconds: 120 });
    expect(limits.at(-1)?.scaleDownBy).toBe(1);
  });

  it.each([
    [1_500, 'good', null],
    [0, 'weak', 'your-network'],
  ] as const)('is judged by the way, not by a gap of %s ms in which nothing was sent', async (gapMs, grade, reason) => {
    const { alice, clock } = await connectedPair();
    const media = alice.links.media('bob');
    const count = (packets: number, jitterMs: number): void => {
      media.counters = { ...media.counters, soundsThere: [{ id: 'voice', packets, jitterMs }] };
    };
    let packets = 0;
    for (let seconds = 2; seconds <= 60; seconds += 2) {
      const isGap = seconds === 30;
      packets += 100 - (isGap ? gapMs / 20 : 0);
      // What the other side has measured right after it stands until it reports again.
      count(packets, seconds >= 30 && seconds < 36 ? 94 : 5);
      await clock.advanceAsync(2_000);
      if (seconds === 34) expect(alice.calls.view()?.quality).toEqual({ grade, reason });
    }
  });

  it('begins anew on a new link', async () => {
    const pair = await connectedPair();
    await carry(pair, { lost: 30, seconds: 12 });
    pair.drop();
    pair.open();
    await settle();
    expect(pair.alice.calls.view()?.quality.grade).toBe('good');
  });
});

describe('voices', () => {
  it('are told when somebody speaks', async () => {
    const { alice, clock } = await connectedPair();
    alice.links.media('bob').sounds = { mine: 0, theirs: 0.3 };
    await clock.advanceAsync(500);
    expect(alice.other()?.speaking).toBe(true);
    expect(alice.calls.view()?.self.speaking).toBe(false);
  });

  it('are heard through a muted microphone, which nobody listens to otherwise', async () => {
    const { alice, clock } = await connectedPair();
    await clock.advanceAsync(1_000);
    expect(alice.media.metered).toEqual([]);
    alice.calls.setMicrophone({ on: false });
    alice.media.amplitude = 0.4;
    await clock.advanceAsync(500);
    expect(alice.media.metered).toEqual(['microphone']);
    expect(alice.calls.view()).toMatchObject({ self: { microphone: 'muted', speaking: true } });
    alice.calls.setMicrophone({ on: true });
    await clock.advanceAsync(250);
    expect(alice.media.metered).toEqual([]);
  });

  it('are heard at the microphone itself where the connection does not tell how loud it is, muted or not', async () => {
    const { alice, clock } = await connectedPair();
    alice.links.media('bob').sounds = { mine: null, theirs: 0 };
    alice.media.amplitude = 0.4;
    await clock.advanceAsync(1_000);
    expect(alice.media.metered).toEqual(['microphone']);
    expect(alice.calls.view()?.self.speaking).toBe(true);
    alice.calls.setMicrophone({ on: false });
    await clock.advanceAsync(1_000);
    expect(alice.media.metered).toEqual(['microphone']);
    expect(alice.calls.view()).toMatchObject({ self: { microphone: 'muted', speaking: true } });
    alice.calls.hangUp();
    expect(alice.media.metered).toEqual([]);
  });

  it('are no reminder for the last words before muting', async () => {
    const { alice, clock } = await connectedPair();
    alice.links.media('bob').sounds = { mine: 0.3, theirs: 0 };
    await clock.advanceAsync(1_000);
    expect(alice.calls.view()?.self.speaking).toBe(true);
    alice.calls.setMicrophone({ on: false });
    expect(alice.calls.view()?.self.speaking).toBe(false);
    await clock.advanceAsync(2_000);
    expect(alice.calls.view()?.self.speaking).toBe(false);
  });

  it.each([
    ['the call ends', ({ alice }: Pair) => alice.calls.hangUp()],
    [
      'the only microphone is unplugged',
      ({ alice }: Pair) => {
        alice.media.failures.microphone = 'missing';
        alice.media.last('microphone').end();
      },
    ],
  ])('are not listened to any more once %s', async (_what, end) => {
    const pair = await connectedPair();
    const { alice, clock } = pair;
    alice.calls.setMicrophone({ on: false });
    await clock.advanceAsync(500);
    expect(alice.media.metered).toHaveLength(1);
    end(pair);
    await clock.advanceAsync(250);
    expect(alice.media.metered).toEqual([]);
  });

  it('make few changes, however restless they are', async () => {
    const { alice, clock } = await connectedPair();
    const media = alice.links.media('bob');
    const before = alice.changes();
    for (let second = 0; second < 60; second += 1) {
      media.sounds = { mine: second % 2, theirs: (second + 1) % 2 };
      await clock.advanceAsync(1_000);
    }
    expect(alice.changes() - before).toBeLessThan(120);
  });
});
