import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LinkPair } from '../../../fakes/link-pair.ts';
import { createLinkPair, other } from '../../../fakes/link-pair.ts';
import { createSeededRandom } from '../../../fakes/seeded-random.ts';

const hourMs = 3_600_000;

function presences({ ann, ben }: LinkPair): readonly string[] {
  return [ann.links.presence('ben'), ben.links.presence('ann')];
}

describe('two sides of a link', () => {
  test('are linked by exactly one offer and one answer', async () => {
    const pair = createLinkPair();
    pair.ann.want();
    await pair.clock.advanceAsync(hourMs);
    expect(presences(pair)).toEqual(['online', 'online']);
    expect([...pair.ann.signals, ...pair.ben.signals].map(({ kind }) => kind)).toEqual(['offer', 'answer']);
    expect(pair.network.live()).toBe(2);
    expect(pair.clock.pending()).toBe(0);
  });

  test('end in one session when both begin at the same moment', async () => {
    const pair = createLinkPair();
    pair.ann.want();
    pair.ben.want();
    await pair.clock.advanceAsync(hourMs);
    expect(presences(pair)).toEqual(['online', 'online']);
    expect([...pair.ann.signals, ...pair.ben.signals].map(({ kind }) => kind).sort()).toEqual([
      'answer',
      'offer',
      'offer',
    ]);
    expect(pair.network.live()).toBe(2);
  });

  test('are linked again without a person when the connection fails', async () => {
    const pair = createLinkPair();
    pair.ann.want();
    await pair.clock.advanceAsync(30_000);
    pair.network.report('failed');
    await pair.clock.advanceAsync(hourMs);
    expect(presences(pair)).toEqual(['online', 'online']);
    expect(pair.ann.news).toEqual(['opened', 'down', 'opened']);
    expect(pair.ben.news).toEqual(['opened', 'down', 'opened']);
    expect(pair.network.live()).toBe(2);
  });

  test('count bytes as a bad frame as long as nobody expects any', async () => {
    const pair = createLinkPair();
    pair.ann.want();
    await pair.clock.advanceAsync(30_000);
    expect(pair.ben.links.peer('ann')?.sendBytes('unreliable', Uint8Array.of(1))).toBe(true);
    await pair.clock.advanceAsync(1);
    expect([pair.ann.links.droppedFrames(), pair.ann.links.isOpen('ben')]).toEqual([1, true]);
  });

  test('do not chase each other after one of them closed on purpose', async () => {
    const pair = createLinkPair();
    pair.ann.want();
    await pair.clock.advanceAsync(30_000);
    const signals = pair.ann.signals.length + pair.ben.signals.length;
    pair.ann.links.closeAll();
    await pair.clock.advanceAsync(hourMs);
    expect(presences(pair)).toEqual(['away', 'away']);
    expect(pair.ann.signals.length + pair.ben.signals.length).toBe(signals);
    expect(pair.network.live()).toBe(0);
  });

  test('find out within seconds that the other one died, when one writes', async () => {
    const pair = createLinkPair();
    pair.ann.want();
    await pair.clock.advanceAsync(30_000);
    pair.network.kill(pair.ben.links.peer('ann'));
    pair.ann.links.send('ben', 'text', { t: 'text.message' });
    pair.ann.links.expectAnswer('ben');
    await pair.clock.advanceAsync(3_999);
    expect(pair.ann.links.presence('ben')).toBe('online');
    await pair.clock.advanceAsync(1);
    expect(pair.ann.links.presence('ben')).toBe('connecting');
    await pair.clock.advanceAsync(3_000);
    expect(pair.ann.links.presence('ben')).toBe('away');
  });

  test('notice nothing when the other one is only slow to answer', async () => {
    const pair = createLinkPair();
    pair.ann.want();
    await pair.clock.advanceAsync(30_000);
    pair.ann.links.expectAnswer('ben');
    await pair.clock.advanceAsync(hourMs);
    expect(pair.ann.news).toEqual(['opened']);
    expect(pair.ben.news).toEqual(['opened']);
    expect(pair.clock.pending()).toBe(0);
  });

  test('always end in one common session or both down, with everything else closed and a bounded number of signals', async () => {
    const act = fc.record({
      atMs: fc.integer({ min: 0, max: 40_000 }),
      side: fc.constantFrom('ann', 'ben'),
      what: fc.constantFrom('want', 'want', 'want', 'restart', 'fail', 'outage', 'recover'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), fc.integer(), async (acts, seed) => {
        const pair = createLinkPair({
          seed,
          drop: 0.1,
          duplicate: 0.3,
          signalDelayMs: [0, 4_000],
          peerDelayMs: [0, 1_500],
        });
        for (const { atMs, side, what } of acts) {
          pair.clock.after(atMs, () => {
            if (what === 'want' || what === 'restart') pair[side][what]();
            else if (what === 'fail') pair.network.report('failed');
            else pair.outage = what === 'outage';
          });
        }
        await pair.clock.advanceAsync(hourMs);
        expect(presences(pair)).toSatisfy(([a, b]) => a === b && (a === 'online' || a === 'away'));
        expect(pair.network.live()).toBe(pair.ann.links.isOpen('ben') ? 2 : 0);
        expect(pair.clock.pending()).toBe(0);
        expect(pair.ann.signals.length + pair.ben.signals.length).toBeLessThan(40 * (acts.length + 1));
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  test('find each other whenever signals arrive, however late and out of order', async () => {
    const act = fc.record({ atMs: fc.integer({ min: 0, max: 20_000 }), side: fc.constantFrom('ann', 'ben') });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 6 }), fc.integer(), async (acts, seed) => {
        const pair = createLinkPair({ seed, duplicate: 0.3, signalDelayMs: [0, 3_000], peerDelayMs: [0, 500] });
        for (const { atMs, side } of acts) pair.clock.after(atMs, pair[side].want);
        await pair.clock.advanceAsync(hourMs);
        expect(presences(pair)).toEqual(['online', 'online']);
        expect(pair.network.live()).toBe(2);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

describe('two sides of a link that carries a call', () => {
  async function inCall() {
    const pair = createLinkPair();
    pair.ann.want();
    await pair.clock.advanceAsync(30_000);
    const letGo = [pair.ann.links.hold('ben'), pair.ben.links.hold('ann')];
    await pair.clock.advanceAsync(10_000);
    return { pair, letGo };
  }

  /** Beyond the offer and the answer. */
  const lettersOf = ({ ann, ben }: LinkPair): readonly string[][] =>
    [ann, ben].map(({ signals }) => signals.slice(1).map(({ kind }) => kind));

  test('are asked each second, and no more once it is over', async () => {
    const { pair, letGo } = await inCall();
    expect(pair.clock.pending()).toBe(2);
    for (const free of letGo) free();
    await pair.clock.advanceAsync(1_000);
    expect(pair.clock.pending()).toBe(0);
    expect(pair.ann.news).toEqual(['opened']);
  });

  test.each(['ann', 'ben'] as const)('both know within three seconds when nothing of %s arrives', async (side) => {
    const { pair } = await inCall();
    pair.network.cut(pair[side].links.peer(other[side]));
    pair.outage = true;
    await pair.clock.advanceAsync(3_000);
    expect(presences(pair)).toEqual(['connecting', 'connecting']);
  });

  test('are whole again by one letter each way when nothing passes the link itself', async () => {
    const { pair } = await inCall();
    pair.network.cut(pair.ann.links.peer('ben'));
    pair.network.cut(pair.ben.links.peer('ann'));
    await pair.clock.advanceAsync(3_400);
    expect(presences(pair)).toEqual(['online', 'online']);
    expect(pair.ann.news).toEqual(['opened', 'interrupted', 'restored']);
    expect(pair.ben.news).toEqual(['opened', 'interrupted', 'restored']);
    // Both began at the same moment, and each also answered.
    expect(lettersOf(pair)).toEqual([
      ['restart', 'restart'],
      ['restart', 'restart'],
    ]);
  });

  test('write no letter when it is over by itself', async () => {
    const { pair } = await inCall();
    pair.network.cut(pair.ann.links.peer('ben'));
    await pair.clock.advanceAsync(1_500);
    pair.network.heal();
    await pair.clock.advanceAsync(10_000);
    expect([pair.ann.news, lettersOf(pair)]).toEqual([['opened'], [[], []]]);
  });

  test('try again every four seconds, look whether their mailbox is dead, and are whole as soon as there is a way', async () => {
    const { pair } = await inCall();
    pair.network.cut(pair.ann.links.peer('ben'));
    pair.outage = true;
    await pair.clock.advanceAsync(12_000);
    expect(pair.network.restarts()).toBeGreaterThanOrEqual(4);
    expect([pair.ann.renewals, pair.ben.renewals]).toEqual([2, 2]);
    await pair.clock.advanceAsync(8_000);
    pair.outage = false;
    await pair.clock.advanceAsync(10_000);
    expect(presences(pair)).toEqual(['online', 'online']);
    expect(pair.ann.news).toEqual(['opened', 'interrupted', 'restored']);
  });

  test('seek each other anew when no call would wait any longer', async () => {
    const { pair } = await inCall();
    pair.network.cut(pair.ann.links.peer('ben'));
    pair.outage = true;
    await pair.clock.advanceAsync(80_000);
    pair.outage = false;
    await pair.clock.advanceAsync(15_000);
    expect(presences(pair)).toEqual(['online', 'online']);
    expect(pair.ann.news).toEqual(['opened', 'interrupted', 'down', 'opened']);
  });

  test('see no interruption in ten minutes at a loss of eight in a hundred, whatever the dice', async () => {
    for (let seed = 1; seed <= 5; seed += 1) {
      const { pair } = await inCall();
      const dice = createSeededRandom(seed);
      pair.network.lose(0.08, () => dice.between(0, 999_999) / 1_000_000);
      await pair.clock.advanceAsync(600_000);
      expect([pair.ann.news, pair.ben.news]).toEqual([['opened'], ['opened']]);
    }
  });
});
