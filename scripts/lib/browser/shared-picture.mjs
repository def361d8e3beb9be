/** @typedef {import('puppeteer-core').Page} Page */

/** What a person shares: colours that never stay, and a tone. */
export const movingPageTitle = 'Beeline moving page';

const movingPage = `<!doctype html><title>${movingPageTitle}</title><script>
  const paint = () => {
    document.documentElement.style.background = 'hsl(' + (performance.now() / 15) % 360 + ' 90% 50%)';
    requestAnimationFrame(paint);
  };
  paint();
</script>`;

/** Opens a tab that moves and sounds. @param {import('puppeteer-core').Browser} browser */
export async function openMovingPage(browser) {
  const page = await browser.newPage();
  await page.goto(`data:text/html,${encodeURIComponent(movingPage)}`);
  await page.evaluate(() => {
    const context = new AudioContext();
    const tone = context.createOscillator();
    tone.connect(context.destination);
    tone.start();
  });
  return page;
}

/**
 * Covers that tab with an even colour while `look` looks.
 * @param {import('puppeteer-core').Browser} browser @param {readonly number[]} colour red, green, blue @param {() => Promise<void>} look
 */
export async function whileCovered(browser, colour, look) {
  const pages = await browser.pages();
  const titles = await Promise.all(pages.map((page) => page.title()));
  const page = pages[titles.indexOf(movingPageTitle)];
  if (page === undefined) throw new Error('the moving page is not open');
  const cover = await page.evaluateHandle((paint) => {
    const element = document.createElement('div');
    element.style.cssText = `position: fixed; inset: 0; background: rgb(${paint})`;
    document.body.append(element);
    return element;
  }, colour.join());
  try {
    await look();
  } finally {
    await cover.evaluate((element) => element.remove());
  }
}

/**
 * The colour in the middle of a picture on screen.
 * @param {Page} page @param {string} label
 * @returns {Promise<number[]>} red, green, blue
 */
export async function colourOf(page, label) {
  return await page.$eval(`video[aria-label=${JSON.stringify(label)}]`, (video) => {
    const canvas = document.createElement('canvas');
    canvas.width = 1;
    canvas.height = 1;
    const paint = canvas.getContext('2d');
    if (!(video instanceof HTMLVideoElement) || paint === null) throw new Error('no picture to look at');
    paint.drawImage(video, video.videoWidth / 2, video.videoHeight / 2, 1, 1, 0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
  });
}

/** How far apart two colours are at most in one of their parts. @param {number[]} one @param {number[]} other */
export function distanceOf(one, other) {
  return Math.max(...one.map((part, index) => Math.abs(part - (other[index] ?? 0))));
}

/**
 * Which part of a shared picture is painted on, from 0 to 1 across and down it; undefined while nothing is.
 * @param {Page} page @param {string} label of the picture
 */
export async function paintedPart(page, label) {
  return await page.$eval(`video[aria-label=${JSON.stringify(label)}]`, (video) => {
    const canvas = video.parentElement?.querySelector('canvas');
    if (!(video instanceof HTMLVideoElement) || !canvas) throw new Error('nothing lies over the picture');
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    const scale = Math.min(canvas.width / video.videoWidth, canvas.height / video.videoHeight);
    const [width, height] = [video.videoWidth * scale, video.videoHeight * scale];
    const [left, top] = [(canvas.width - width) / 2, (canvas.height - height) / 2];
    /** @type {{ x: number, y: number }[]} */
    const painted = [];
    for (let pixel = 0; pixel < data.length / 4; pixel += 1) {
      if (!data[4 * pixel + 3]) continue;
      painted.push({ x: pixel % canvas.width, y: Math.floor(pixel / canvas.width) });
    }
    if (painted.length === 0) return undefined;
    const xs = painted.map(({ x }) => (x - left) / width);
    const ys = painted.map(({ y }) => (y - top) / height);
    const ends = (/** @type {number[]} */ all) => [Math.min(...all), Math.max(...all)];
    return { across: ends(xs), down: ends(ys) };
  });
}
