import type { Page } from 'puppeteer-core';
import { until } from '../../../scripts/lib/browser/find.mjs';
import { paintedPart } from '../../../scripts/lib/browser/shared-picture.mjs';

/** A place on a shared picture, from 0 to 1 across and down it. */
export type Spot = readonly [x: number, y: number];

/** An arrow is a few pixels wide, and a preview is small. */
const exactness = 0.03;

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

/** The tip of the pointer is the first that is painted, across and down. */
export async function untilPointedAt(page: Page, [x, y]: Spot): Promise<void> {
  await until('the pointer to arrive there', async () => {
    const part = await paintedPart(page, 'Your shared screen');
    if (!part) return false;
    const [left = 0, top = 0] = [part.across[0], part.down[0]];
    return Math.abs(left - x) < exactness && Math.abs(top - y) < exactness;
  });
}

/** Which part of a page without colours has some, as of a pointer over it, from 0 to 1 across and down it; undefined while nothing is. */
export async function inkedPart(page: Page): Promise<Readonly<Record<'across' | 'down', Ends>> | undefined> {
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
    return {
      across: [xs[0] ?? 0, xs.at(-1) ?? 0] as const,
      down: [ys[0] ?? 0, ys.at(-1) ?? 0] as const,
    };
  }, seen);
}

type Ends = readonly [first: number, last: number];
