import { describe, expect, it } from 'vitest';
import { createPointingPair, placesAcross, placesOf } from '../../../fakes/pointing-pair.ts';

async function startPointing(options: Parameters<typeof createPointingPair>[0] = {}) {
  const pair = createPointingPair(options);
  await pair.begin();
  return pair;
}

describe('a pointer on a share', () => {
  it('is seen by both where it points, and is gone when it leaves', async () => {
    const { ann, ben, settle } = await startPointing();
    ben.act({ kind: 'moved', at: [0.25, 0.75] });
    await settle();
    expect([ann.seen('mine').at, ben.seen('theirs').at]).toEqual([
      [0.25, 0.75],
      [0.25, 0.75],
    ]);
    expect(ann.pointing.view()?.onMine).toEqual({ allowed: true, supported: true, active: true });
    ben.act({ kind: 'left' });
    await settle();
    expect([ann.seen('mine').at, ben.seen('theirs').at]).toEqual([null, null]);
    expect(ann.pointing.view()?.onMine?.active).toBe(false);
  });

  it('never leaves the picture', async () => {
    const { ann, ben, settle } = await startPointing();
    ben.act({ kind: 'moved', at: [-3, 1.7] });
    await settle();
    expect(ann.seen('mine').at).toEqual([0, 1]);
  });

  it('clicks once, however often the state is repeated', async () => {
    const { ann, ben, settle } = await startPointing();
    ben.act({ kind: 'clicked', at: [0.5, 0.5] });
    await settle(2_000);
    expect(ann.seen('mine').click).toEqual({ n: 1, at: [0.5, 0.5] });
    ben.act({ kind: 'clicked', at: [0.5, 0.5] });
    await settle();
    expect(ann.seen('mine').click?.n).toBe(2);
  });

  it('is right again a moment after its last state was lost', async () => {
    const { ann, ben, lose, settle } = await startPointing();
    lose(1);
    ben.act({ kind: 'moved', at: [0.9, 0.9] });
    await settle();
    lose(0);
    expect(ann.seen('mine').at).toBeNull();
    await settle(250);
    expect(ann.seen('mine').at).toEqual([0.9, 0.9]);
  });

  it('stays for as long as it rests there, and goes when nobody there looks any more', async () => {
    const { ann, ben, settle } = await startPointing();
    ben.act({ kind: 'moved', at: [0.5, 0.5] });
    await settle(20_000);
    expect(ann.seen('mine').at).toEqual([0.5, 0.5]);
    ben.look(false);
    await settle(300);
    expect(ann.seen('mine').at).toBeNull();
  });

  it('is gone when nothing is heard of who points', async () => {
    const { ann, ben, lose, settle } = await startPointing();
    ben.act({ kind: 'moved', at: [0.5, 0.5] });
    await settle();
    lose(1);
    await settle(3_500);
    expect(ann.seen('mine').at).toBeNull();
  });

  it('says nothing more a second after it left', async () => {
    const { ann, ben, settle } = await startPointing();
    ben.act({ kind: 'moved', at: [0.5, 0.5] });
    ben.act({ kind: 'left' });
    await settle(1_500);
    const before = ann.told('mine');
    await settle(10_000);
    expect(ann.told('mine')).toBe(before);
  });
});

describe('a stroke on a share', () => {
  it('is there for both, fades four seconds after it was drawn, and not before', async () => {
    const { ann, ben, draw, settle } = await startPointing();
    await draw(placesAcross(10));
    for (const board of [ann.seen('mine'), ben.seen('theirs')]) {
      expect(board.drawn.map(placesOf)).toEqual([placesAcross(10).map(([x, y]) => [expect.closeTo(x, 3), y])]);
    }
    await settle(3_900);
    expect([ann.seen('mine').drawn.length, ben.seen('theirs').drawn.length]).toEqual([1, 1]);
    await settle(1_000);
    expect([ann.seen('mine').drawn, ben.seen('theirs').drawn]).toEqual([[], []]);
    expect(ann.pointing.view()?.onMine?.active).toBe(true);
  });

  it('stays until either of the two wipes it, and does not come back', async () => {
    const { ann, ben, draw, settle } = await startPointing();
    for (const wipe of [
      () => ben.act({ kind: 'wiped', picture: 'theirs' }),
      () => ann.act({ kind: 'wiped', picture: 'mine' }),
    ]) {
      await draw(placesAcross(5), true);
      await settle(60_000);
      expect([ann.seen('mine').drawn.length, ben.seen('theirs').drawn.length]).toEqual([1, 1]);
      wipe();
      await settle(5_000);
      expect([ann.seen('mine').drawn, ben.seen('theirs').drawn]).toEqual([[], []]);
    }
  });

  it('can be wiped while it is being drawn, and the rest of the line is another one', async () => {
    const { ann, ben, settle } = await startPointing();
    for (const [x, y] of placesAcross(5)) ben.act({ kind: 'drew', at: [x, y], stays: true });
    await settle();
    ann.act({ kind: 'wiped', picture: 'mine' });
    await settle();
    ben.act({ kind: 'drew', at: [0.2, 0.2], stays: true });
    await settle();
    expect(ann.seen('mine').stroke?.line).toEqual([0.2, 0.2]);
    expect(ben.seen('theirs').stroke?.line).toEqual([0.2, 0.2]);
  });

  it('that ends while it is being wiped does not come back', async () => {
    const { ann, ben, settle } = await startPointing();
    for (const [x, y] of placesAcross(5)) ben.act({ kind: 'drew', at: [x, y], stays: true });
    await settle();
    ben.act({ kind: 'lifted' });
    ann.act({ kind: 'wiped', picture: 'mine' });
    await settle(2_000);
    expect([ann.seen('mine').drawn, ben.seen('theirs').drawn]).toEqual([[], []]);
  });

  it('loses none of its points when every other packet is lost', async () => {
    const { ann, ben, draw, lose, settle } = await startPointing();
    lose(0.5);
    await draw(placesAcross(200), true);
    lose(0);
    await settle(10_000);
    const lines = ann.seen('mine').drawn.map(placesOf);
    expect(lines).toEqual(ben.seen('theirs').drawn.map(placesOf));
    // Each part begins where the one before it ends.
    for (const [index, line] of lines.slice(1).entries()) expect(line[0]).toEqual(lines[index]?.at(-1));
    expect(new Set(lines.flat().map(([x]) => x)).size).toBe(200);
  });

  it('comes through a link that broke while it was drawn', async () => {
    const { ann, ben, draw, pair, settle } = await startPointing();
    await draw(placesAcross(5), true);
    pair.ben.links.closeAll();
    await draw(placesAcross(7), true);
    expect(ann.seen('mine').drawn.length).toBe(1);
    pair.ann.want();
    await settle(30_000);
    expect(ann.seen('mine').drawn.map(({ line }) => line.length)).toEqual([10, 14]);
    ben.act({ kind: 'moved', at: [0.1, 0.2] });
    await settle();
    expect(ann.seen('mine').at).toEqual([0.1, 0.2]);
  });

  it('makes room for later ones', async () => {
    const { ann, ben, draw } = await startPointing();
    for (let count = 0; count < 130; count += 1) await draw([[0.5, 0.5]], true);
    expect([ann.seen('mine').drawn.length, ben.seen('theirs').drawn.length]).toEqual([100, 100]);
    expect(ann.pointing.dropped()).toBe(0);
  });
});
