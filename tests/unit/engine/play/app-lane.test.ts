import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLinkPair } from '../../../fakes/link-pair.ts';
import { createSharedSlider } from '../../../fakes/shared-slider.ts';

const root = join(import.meta.dirname, '../../../..');

async function openPair() {
  const pair = createLinkPair();
  const { ann, ben, clock } = pair;
  const [mine, theirs] = [ann, ben].map(({ links }) => createSharedSlider({ links, clock }));
  if (mine === undefined || theirs === undefined) throw new Error('two sliders');
  ann.want();
  await clock.advanceAsync(30_000);
  return { ...pair, mine, theirs };
}

async function share() {
  const pair = await openPair();
  pair.mine.share('ben');
  await pair.clock.advanceAsync(10);
  return pair;
}

describe('the example of docs/lanes.md', () => {
  const example = readFileSync(join(root, 'tests/fakes/shared-slider.ts'), 'utf8');

  it('stands there as it is run here, in at most thirty lines', () => {
    const page = readFileSync(join(root, 'docs/lanes.md'), 'utf8').replaceAll("'#src/", "'../../src/");
    expect(page).toContain(example.replaceAll("'#src/", "'../../src/"));
    expect(example.trimEnd().split('\n').length).toBeLessThanOrEqual(30);
  });

  it('carries what one person moves to the other', async () => {
    const { clock, mine, theirs } = await share();
    for (const at of [0.1, 0.2, 0.3]) mine.move('ben', at);
    await clock.advanceAsync(10);
    expect(theirs.seen).toEqual([0.1, 0.2, 0.3]);
    expect(theirs.lane.features('ann')).toEqual(['share']);
  });

  it('ends for both when one of them has had enough, and what comes late is dropped', async () => {
    const { clock, ben, mine, theirs } = await share();
    mine.move('ben', 0.5);
    theirs.lane.end('ann');
    await clock.advanceAsync(10);
    expect(theirs.seen).toEqual([]);
    expect([mine.move('ben', 0.6), theirs.move('ann', 0.6)]).toEqual([false, false]);
    expect(ben.links.droppedFrames()).toBe(0);
  });
});

it('sends no state that would have to wait behind another, and the next as soon as none waits', async () => {
  const { ann, ben, clock } = createLinkPair();
  let waitingBytes = 0;
  const peer: typeof ann.links.peer = (contactId) => {
    const real = ann.links.peer(contactId);
    return real && { ...real, bufferedBytes: (lane) => (lane === 'unreliable' ? waitingBytes : 0) };
  };
  const mine = createSharedSlider({ links: { ...ann.links, peer }, clock });
  const theirs = createSharedSlider({ links: ben.links, clock });
  ann.want();
  await clock.advanceAsync(30_000);
  mine.share('ben');
  await clock.advanceAsync(10);
  waitingBytes = 300;
  expect([mine.move('ben', 0.1), mine.move('ben', 0.2)]).toEqual([false, false]);
  waitingBytes = 0;
  expect(mine.move('ben', 0.3)).toBe(true);
  await clock.advanceAsync(10);
  expect(theirs.seen).toEqual([0.3]);
});

it('holds the link for as long as states flow on it, and not a moment longer', async () => {
  const { ann, ben, clock } = createLinkPair();
  let held = 0;
  const hold = (contactId: string): (() => void) => {
    const letGo = ann.links.hold(contactId);
    held += 1;
    return () => {
      held -= 1;
      letGo();
    };
  };
  const mine = createSharedSlider({ links: { ...ann.links, hold }, clock });
  createSharedSlider({ links: ben.links, clock });
  ann.want();
  await clock.advanceAsync(30_000);
  mine.share('ben');
  expect(held).toBe(1);
  mine.lane.end('ben');
  expect(held).toBe(0);
  mine.share('ben');
  ann.links.drop('ben');
  mine.lane.end('ben');
  expect(held).toBe(0);
});

describe('the unreliable side of an app', () => {
  it('shows only what is newer than everything before', async () => {
    const { clock, ann, theirs } = await share();
    for (const [n, s] of [
      [1, 0.1],
      [3, 0.3],
      [2, 0.2],
      [3, 0.9],
      [4, 0.4],
    ]) {
      ann.links.send('ben', 'unreliable', { t: 'slider.state', n, s });
    }
    await clock.advanceAsync(10);
    expect(theirs.seen).toEqual([0.1, 0.3, 0.4]);
  });

  it('begins to count anew with each link, as the other side does', async () => {
    const { clock, ann, ben, mine, theirs } = await share();
    ann.links.send('ben', 'unreliable', { t: 'slider.state', n: 1_000_000, s: 0.1 });
    await clock.advanceAsync(10);
    ben.links.closeAll();
    await clock.advanceAsync(30_000);
    ann.want();
    await clock.advanceAsync(30_000);
    mine.share('ben');
    await clock.advanceAsync(10);
    mine.move('ben', 0.7);
    await clock.advanceAsync(10);
    expect(theirs.seen).toEqual([0.1, 0.7]);
  });

  it.each([
    { t: 'slider.state', n: Number.NaN, s: 1 },
    { t: 'slider.state', n: 1e300, s: 1 },
    { t: 'slider.state', n: 1, s: Number.NaN },
    { t: 'slider.state', n: 1, s: 1e300 },
    { t: 'slider.ping', n: -1 },
    { t: 'slider.pong' },
    { t: 'slider.nothing' },
    { t: 'slider.share' },
  ])('counts as bad %j', async (frame) => {
    const { clock, ann, ben, theirs } = await share();
    ann.links.send('ben', 'unreliable', frame);
    await clock.advanceAsync(10);
    expect([ben.links.droppedFrames(), theirs.seen]).toEqual([1, []]);
  });

  it('drops what is beyond the budget unread, and counts it, while link and text stand', async () => {
    const { clock, ann, ben, theirs } = await share();
    for (let n = 1; n <= 10_000; n += 1) ann.links.send('ben', 'unreliable', { t: 'slider.state', n, s: 0.5 });
    await clock.advanceAsync(10);
    expect(theirs.seen.length).toBeGreaterThan(100);
    expect(theirs.seen.length).toBeLessThan(200);
    expect(theirs.lane.dropped()).toBe(10_000 - theirs.seen.length);
    expect([ben.links.isOpen('ann'), ben.links.droppedFrames()]).toEqual([true, 0]);
  });

  it('lets no more leave than the other side takes', async () => {
    const { clock, mine, theirs } = await share();
    const left = Array.from({ length: 1_000 }, () => mine.move('ben', 0.5)).filter(Boolean);
    await clock.advanceAsync(10);
    // All but the ping and the pong that have left by then.
    expect(left.length).toBe(138);
    expect(theirs.lane.dropped()).toBe(0);
  });
});

describe('the reliable side of an app', () => {
  it('takes no frame that would not fit in one packet', async () => {
    const { clock, ann, ben, mine } = await share();
    expect(() => mine.lane.send('ben', { t: 'slider.share', ...{ more: 'x'.repeat(1_200) } })).toThrow('too long');
    ann.links.send('ben', 'control', { t: 'slider.share', more: 'あ'.repeat(400) });
    await clock.advanceAsync(10);
    expect(ben.links.droppedFrames()).toBe(1);
  });

  it('says nothing of somebody who has not the app', async () => {
    const pair = createLinkPair();
    const { lane } = createSharedSlider({ links: pair.ann.links, clock: pair.clock });
    pair.ann.want();
    await pair.clock.advanceAsync(30_000);
    expect(lane.features('ben')).toBeUndefined();
    expect(pair.ben.links.isOpen('ann')).toBe(true);
  });
});

describe('the way of an app', () => {
  it('is measured while it is in use, and only then', async () => {
    const { clock, mine, theirs } = await share();
    await clock.advanceAsync(3_000);
    expect(mine.lane.timing('ben')).toEqual({ rttMs: 2, jitterMs: 0 });
    mine.lane.end('ben');
    await clock.advanceAsync(10);
    expect([mine.lane.timing('ben'), theirs.lane.timing('ann')]).toEqual([null, null]);
  });

  it('is not measured by answers to other pings', async () => {
    const { clock, ann, theirs } = await share();
    await clock.advanceAsync(500);
    const before = theirs.lane.timing('ann');
    for (const n of [1, 1, 7]) ann.links.send('ben', 'unreliable', { t: 'slider.pong', n });
    await clock.advanceAsync(10);
    expect(theirs.lane.timing('ann')).toEqual(before);
  });
});
