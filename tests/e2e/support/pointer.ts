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
