import { emptyPage } from '../stage.mjs';

/** @type {import('../bench-case.ts').BenchCase} */
export const popup = {
  name: 'G19 popup',
  ours: 'page opened, contacts painted and clickable',
  beside: 'empty page of the same origin opened and painted',
  goal: 1.25,
  rounds: 25,
  measureOurs: (stage) => openAndPaint(stage, 'src/popup/index.html?surface=tab', 'button.contact'),
  measureBeside: (stage) => openAndPaint(stage, emptyPage, '#there'),
};

/** @param {import('../stage.mjs').Stage} stage @param {string} path @param {string} selector what has to be there */
async function openAndPaint({ alice }, path, selector) {
  const page = await alice.browser.newPage();
  try {
    await page.evaluateOnNewDocument((wanted) => {
      const look = () => {
        if (!document.querySelector(wanted)) return false;
        // The frame after the one in which it was put there has it on screen.
        requestAnimationFrame(() => requestAnimationFrame(() => Reflect.set(window, 'paintedMs', performance.now())));
        return true;
      };
      const observer = new MutationObserver(() => look() && observer.disconnect());
      observer.observe(document, { childList: true, subtree: true });
    }, selector);
    await page.goto(`chrome-extension://${alice.extensionId}/${path}`);
    const painted = await page.waitForFunction(() => Reflect.get(window, 'paintedMs'), { polling: 20 });
    return Number(await painted.jsonValue());
  } finally {
    await page.close();
  }
}
