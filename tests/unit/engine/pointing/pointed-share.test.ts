import { describe, expect, it } from 'vitest';
import { createPointingPair, placesAcross } from '../../../fakes/pointing-pair.ts';

async function startPointing(options: Parameters<typeof createPointingPair>[0] = {}) {
  const pair = createPointingPair(options);
  await pair.begin();
  return pair;
}

describe('who shares', () => {
  it('switches it off, and nothing that comes then is seen', async () => {
    const { ann, ben, draw, settle } = await startPointing();
    await draw(placesAcross(5), true);
    ben.act({ kind: 'drew', at: [0.5, 0.5], stays: true });
    ann.act({ kind: 'allowed', allowed: false });
    expect([ann.seen('mine').drawn, ann.seen('mine').at]).toEqual([[], null]);
    ben.act({ kind: 'moved', at: [0.6, 0.6] });
    await settle(2_000);
    expect([ann.seen('mine').drawn, ann.seen('mine').at]).toEqual([[], null]);
    expect(ben.pointing.view()?.onTheirs).toBe('refused');
    expect(ben.seen('theirs').drawn).toEqual([]);
    ann.act({ kind: 'allowed', allowed: true });
    await settle();
    expect(ben.pointing.view()?.onTheirs).toBe('allowed');
    expect(ann.seen('mine').drawn).toEqual([]);
  });

  it('switches it off and on, and what was meant for before is not seen after', async () => {
    const { ann, ben, settle } = await startPointing();
    ben.act({ kind: 'clicked', at: [0.5, 0.5] });
    for (const allowed of [false, true]) ann.act({ kind: 'allowed', allowed });
    await settle(2_000);
    expect(ann.seen('mine')).toEqual({ at: null, click: null, stroke: null, drawn: [] });
    expect(ben.pointing.view()?.onTheirs).toBe('allowed');
  });

  it('has it off from the beginning for whom they chose, and allows it by hand', async () => {
    const { ann, ben, settle } = await startPointing({ startsAllowed: false });
    expect(ben.pointing.view()?.onTheirs).toBe('refused');
    expect(ann.pointing.view()?.onMine).toEqual({ allowed: false, supported: true, active: false });
    ben.act({ kind: 'moved', at: [0.5, 0.5] });
    await settle();
    expect(ann.seen('mine').at).toBeNull();
    ann.act({ kind: 'allowed', allowed: true });
    await settle();
    ben.act({ kind: 'moved', at: [0.5, 0.5] });
    await settle();
    expect(ann.seen('mine').at).toEqual([0.5, 0.5]);
  });

  it('begins with an empty board when something else is shared', async () => {
    const { ann, ben, draw, settle } = await startPointing();
    await draw(placesAcross(5), true);
    ann.share({ mine: 'window' });
    await settle();
    expect([ann.seen('mine').drawn, ben.seen('theirs').drawn]).toEqual([[], []]);
    ben.act({ kind: 'moved', at: [0.5, 0.5] });
    await settle();
    expect(ann.seen('mine').at).toEqual([0.5, 0.5]);
  });

  it('is understood when the news of the share comes after that of its board', async () => {
    const { ann, ben, pair, settle } = createPointingPair();
    pair.ann.want();
    await settle(30_000);
    ben.share({});
    ann.share({ mine: 'tab' });
    await settle();
    expect(ben.pointing.view()).toBeNull();
    ben.share({ theirs: true });
    expect(ben.pointing.view()?.onTheirs).toBe('allowed');
  });

  it('and who watches may be both at once', async () => {
    const { ann, ben, settle } = await startPointing();
    ann.share({ mine: 'tab', theirs: true });
    ben.share({ mine: 'tab', theirs: true });
    await settle();
    ann.act({ kind: 'moved', at: [0.1, 0.1] });
    ben.act({ kind: 'moved', at: [0.9, 0.9] });
    await settle();
    expect([ann.seen('mine').at, ann.seen('theirs').at]).toEqual([
      [0.9, 0.9],
      [0.1, 0.1],
    ]);
  });

  it('leaves nothing behind when the call is over', async () => {
    const { ann, ben, draw, settle } = await startPointing();
    await draw(placesAcross(5), true);
    for (const person of [ann, ben]) person.share(null);
    await settle();
    expect([ann.pointing.view(), ben.pointing.view()]).toEqual([null, null]);
    expect([ann.seen('mine').drawn, ben.seen('theirs').drawn]).toEqual([[], []]);
    ben.act({ kind: 'moved', at: [0.5, 0.5] });
    const sent = [ann.sent(), ben.sent()];
    await settle(10_000);
    expect(ann.seen('mine').at).toBeNull();
    expect([ann.sent(), ben.sent()]).toEqual(sent);
  });
});

describe('somebody whose Beeline knows nothing of it', () => {
  it('is said to be so, gets no bad frame beyond the first, and can call as before', async () => {
    const { ann, pair, settle } = await startPointing({ benIsOld: true });
    expect(ann.pointing.view()?.onMine).toEqual({ allowed: true, supported: false, active: false });
    ann.share({ mine: 'tab', theirs: true });
    ann.act({ kind: 'allowed', allowed: false });
    ann.act({ kind: 'allowed', allowed: true });
    ann.act({ kind: 'moved', at: [0.5, 0.5] });
    await settle(5_000);
    expect(ann.pointing.view()?.onTheirs).toBe('unsupported');
    expect([pair.ben.links.droppedFrames(), pair.ben.links.isOpen('ann')]).toEqual([1, true]);
  });
});
