import { click, find } from '../../scripts/lib/browser/find.mjs';
import { acts } from '../stage.mjs';
import { median } from '../statistics.mjs';

const movesPerRound = 20;

/** @type {import('../bench-case.ts').BenchCase} */
export const pointer = {
  name: 'G11 pointer',
  ours: 'pointer moved on a shared picture, painted by who shares; the median of 20',
  beside:
    'a place sent over a raw unreliable channel between the same pages, painted at the next frame; the same share goes on',
  goal: 1.3,
  rounds: 8,
  warmUps: 1,
  measureOurs: (stage) => withShare(stage, () => medianOf((move) => pointUntilPainted(stage, move))),
  measureBeside: (stage) =>
    withShare(stage, () => medianOf(() => stage.alicePage.evaluate(() => window.beelineProbe.rawPointer()))),
};

/** @param {import('../stage.mjs').Stage} stage @param {number} move */
async function pointUntilPainted({ alicePage, bobPage }, move) {
  await bobPage.evaluate(() => window.beelineProbe.awaitPointer());
  // To and fro across the middle.
  const movedAt = await alicePage.evaluate((x) => window.beelineProbe.pointAt(x), 0.4 + 0.2 * (move % 2));
  return (await bobPage.evaluate(() => window.beelineProbe.pointerPainted())) - movedAt;
}

/** @param {(move: number) => Promise<number>} measure */
async function medianOf(measure) {
  const values = [];
  for (let move = 0; move < movesPerRound; move += 1) values.push(await measure(move));
  return median(values);
}

/**
 * Bob shares a screen, and Alice points at it.
 * @param {import('../stage.mjs').Stage} stage @param {() => Promise<number>} use
 */
async function withShare({ alicePage, bobPage, bobEngine }, use) {
  await bobEngine.evaluate(shareMovingCanvas);
  for (const [page, name] of /** @type {const} */ ([
    [alicePage, 'Bob'],
    [bobPage, 'Alice'],
  ])) {
    await page.bringToFront();
    await acts.openConversation(page, name);
  }
  await acts.press(bobPage, 'Share screen');
  await click(alicePage, 'button', 'Watch');
  await acts.watchPicture(alicePage, 'Remote screen', 3);
  await acts.watchPicture(bobPage, 'Your shared screen', 3);
  await click(alicePage, 'button', 'Point and draw');
  await find(alicePage, 'application', 'Point at the screen of Bob');
  try {
    return await use();
  } finally {
    await acts.press(bobPage, 'Stop sharing');
    await click(alicePage, 'button', 'Dismiss');
    await Promise.all([alicePage, bobPage].map((page) => find(page, 'log', 'Messages')));
  }
}

/** In place of the picker, which nobody is there to use. */
function shareMovingCanvas() {
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
    const context = canvas.getContext('2d');
    const stream = canvas.captureStream(30);
    const timer = setInterval(() => {
      // Nobody is told of a track that was stopped.
      if (!stream.active) clearInterval(timer);
      if (context) context.fillStyle = `hsl(${(performance.now() / 15) % 360} 90% 50%)`;
      context?.fillRect(0, 0, canvas.width, canvas.height);
    }, 33);
    return stream;
  };
}
