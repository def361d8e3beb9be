import type { Page } from 'puppeteer-core';
import { until } from '../../../scripts/lib/browser/find.mjs';
import { paintedPart } from '../../../scripts/lib/browser/shared-picture.mjs';

/** A place on a shared picture, from 0 to 1 across and down it. */
export type Spot = readonly [x: number, y: number];

/** The ends of what is painted, from 0 to 1. */
type PaintedPart = Readonly<Record<'across' | 'down', readonly number[]>>;

/** An arrow is a few pixels wide, and a preview is small. */
const previewExactness = 0.03;
const pageExactness = 0.02;

/** Moves the mouse of whoever watches to a place of the picture. */
export async function moveTo(page: Page, [x, y]: Spot): Promise<void> {
  const picture = await page.$eval('video[aria-label="Remote screen"]', (video) => {
    const { left, top, width, height } = video.getBoundingClientRect();
    if (!(video instanceof HTMLVideoElement)) throw new Error('no picture');
    const scale = Math.min(width / video.videoWidth, height / video.videoHeight);
    const size = { width: video.videoWidth * scale, height: video.videoHeight * scale };
    return { ...size, left: left + (width - size.width) / 2, top: top + (height - size.height) / 2 };
  });
  await page.mouse.move(picture.left + x * picture.width, picture.top + y * picture.height, { steps: 5 });
}

/** The tip of a pointer is the first of it that is painted, across and down. */
async function untilTipAt(
  [x, y]: Spot,
  find: () => Promise<PaintedPart | undefined>,
  exactness: number,
): Promise<void> {
  await until('the pointer to arrive there', async () => {
    const part = await find();
    if (!part) return false;
    const [left = 0, top = 0] = [part.across[0], part.down[0]];
    return Math.abs(left - x) < exactness && Math.abs(top - y) < exactness;
  });
}

/** Points at one spot after the other, each of which has to be seen. */
export async function pointAround(page: Page, untilSeen: (spot: Spot) => Promise<void>): Promise<void> {
  for (const spot of [
    [0.25, 0.3],
    [0.6, 0.55],
  ] as const) {
    await moveTo(page, spot);
    await untilSeen(spot);
  }
}

/** In the preview of whoever shares. */
export async function untilPointedAt(page: Page, spot: Spot): Promise<void> {
  await untilTipAt(spot, () => paintedPart(page, 'Your shared screen'), previewExactness);
}

/** On the shared page itself. */
export async function untilInkedAt(page: Page, spot: Spot): Promise<void> {
  await untilTipAt(spot, () => inkedPart(page), pageExactness);
}

/** Which part of a page without colours has some, as of a pointer over it, from 0 to 1 across and down it; undefined while nothing is. */
export async function inkedPart(page: Page): Promise<PaintedPart | undefined> {
  const seen = await page.screenshot({ encoding: 'base64' });
  return await page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const { width, height } = image;
    const paint = new OffscreenCanvas(width, height).getContext('2d');
    paint?.drawImage(image, 0, 0);
    const { data = [] } = paint?.getImageData(0, 0, width, height) ?? {};
    const inked = Array.from({ length: width * height }, (_, pixel) => pixel).filter((pixel) => {
      const [red = 0, green = 0, blue = 0] = data.slice(4 * pixel, 4 * pixel + 3);
      return Math.max(red, green, blue) - Math.min(red, green, blue) > 60;
    });
    if (inked.length === 0) return undefined;
    const xs = inked.map((pixel) => (pixel % width) / width).sort((one, other) => one - other);
    const ys = inked.map((pixel) => Math.floor(pixel / width) / height);
    return { across: [xs[0] ?? 0, xs.at(-1) ?? 0], down: [ys[0] ?? 0, ys.at(-1) ?? 0] };
  }, seen);
}
