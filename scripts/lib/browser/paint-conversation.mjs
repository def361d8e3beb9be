import { click, find } from './find.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/**
 * Milliseconds from a click on the first contact until its newest message is on screen; home is shown again afterwards.
 * @param {Page} page with the contacts on screen
 */
export async function paintConversation(page) {
  await page.bringToFront();
  await find(page, 'list', 'Contacts');
  const took = await page.evaluate(clickAndWait);
  await click(page, 'button', 'Back');
  return took;
}

/** Runs inside the page and knows nothing from outside. @returns {Promise<number>} */
function clickAndWait() {
  const contact = document.querySelector('button.contact');
  if (!(contact instanceof HTMLElement)) throw new Error('no contact');
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const isShown = () => {
      const log = document.querySelector('.log');
      const last = log === null ? undefined : [...log.querySelectorAll('article')].at(-1);
      // Not only somewhere in the list: where one sees it.
      return log && last && last.getBoundingClientRect().bottom <= log.getBoundingClientRect().bottom + 1;
    };
    const look = () => {
      if (!isShown()) {
        requestAnimationFrame(look);
        return;
      }
      // What is there at the beginning of a frame is on screen at its end.
      requestAnimationFrame(() => resolve(performance.now() - startedAt));
    };
    contact.click();
    requestAnimationFrame(look);
  });
}
