import { describe, expect, it } from 'vitest';
import { isInside, pictureBox, pixelAt, spotAt } from '#src/popup/components/pointing/picture-box.ts';
import { createSeededRandom } from '../../fakes/seeded-random.ts';

describe('a picture in an element of another shape', () => {
  it.each([
    [
      'as wide as it',
      { width: 1280, height: 720 },
      { width: 400, height: 600 },
      { left: 0, top: 187.5, width: 400, height: 225 },
    ],
    [
      'as high as it',
      { width: 600, height: 1200 },
      { width: 400, height: 300 },
      { left: 125, top: 0, width: 150, height: 300 },
    ],
    [
      'of the same shape',
      { width: 3840, height: 2160 },
      { width: 384, height: 216 },
      { left: 0, top: 0, width: 384, height: 216 },
    ],
  ])('is in its middle, %s', (_, picture, element, box) => {
    expect(pictureBox(picture, element)).toEqual(box);
  });

  it.each([
    [
      { width: 0, height: 0 },
      { width: 400, height: 300 },
    ],
    [
      { width: 640, height: 480 },
      { width: 0, height: 0 },
    ],
  ])('is nowhere before both have a size: %j in %j', (picture, element) => {
    expect(pictureBox(picture, element)).toBeUndefined();
  });

  it('has its corners where it ends, and nothing of the bars beside it inside', () => {
    const box = pictureBox({ width: 1280, height: 720 }, { width: 400, height: 600 });
    if (box === undefined) throw new Error('there is a picture');
    expect([spotAt(box, 0, 187.5), spotAt(box, 400, 412.5)]).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect([spotAt(box, 200, 187), spotAt(box, 200, 413), spotAt(box, 200, 188)].map(isInside)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('leads to the same spot of it at any size, here and there, in 2,000 of them', () => {
    const random = createSeededRandom(7);
    const size = () => ({ width: random.between(1, 4_000), height: random.between(1, 4_000) });
    for (let count = 0; count < 2_000; count += 1) {
      const picture = size();
      const [here, there] = [pictureBox(picture, size()), pictureBox(picture, size())];
      if (here === undefined || there === undefined) throw new Error('there is a picture');
      const spot = [random.between(0, 1_000) / 1_000, random.between(0, 1_000) / 1_000] as const;
      const [x, y] = spotAt(here, ...pixelAt(here, spot));
      expect([x, y]).toEqual([expect.closeTo(spot[0], 6), expect.closeTo(spot[1], 6)]);
      // The share of the picture that lies left of it is the same in both.
      const [pixelX] = pixelAt(there, spot);
      expect((pixelX - there.left) / there.width).toBeCloseTo(x, 6);
    }
  });
});
