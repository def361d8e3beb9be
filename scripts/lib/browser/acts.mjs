import { aria, click, describe, find, findMatching, isThere, type, until, waitForText } from './find.mjs';
import { englishWords } from './words.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {ReturnType<typeof createActs>} Acts */

const idPattern = /^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}$/;
/** Keys are made by a slow hash, and a cold backend answers slowly. */
const firstIdTimeoutMs = 60_000;
/** A request or an answer on its way through the backend, on a machine with two cores. */
const throughBackendMs = 30_000;

/**
 * What people do in Beeline, by role and accessible name only. Each act waits for what it needs and for nothing else.
 * @param {import('./words.mjs').Words} [words]
 */
export function createActs(words = englishWords) {
  return { ...introducing(words), ...chatting(words), ...calling(words) };
}

/** @param {import('./words.mjs').Words} words */
function introducing(words) {
  const acts = {
    /** First run, to the end: resolves to the own ID. @param {Page} page @param {string} name */
    async begin(page, name) {
      await type(page, words('Your name'), name);
      await click(page, 'button', words('Get started'));
      return await acts.readOwnId(page);
    },

    /** @param {Page} page */
    async readOwnId(page) {
      await acts.goHome(page);
      await click(page, 'button', words('My ID'));
      const box = await find(page, 'textbox', words('My ID'), { timeoutMs: firstIdTimeoutMs });
      const id = await box.evaluate((element) => (element instanceof HTMLInputElement ? element.value : ''));
      if (!idPattern.test(id)) throw new Error(`"${id}" is not an ID in five groups`);
      await acts.goHome(page);
      return id;
    },

    /** Back as often as there is a way back. @param {Page} page */
    async goHome(page) {
      await until('the way home', async () => {
        if (await isThere(page, 'button', words('Add contact'))) return true;
        // The app may go home by itself in this moment, and the button with its view.
        if (await isThere(page, 'button', words('Back'))) {
          await click(page, 'button', words('Back'), { timeoutMs: 1_000 }).catch(() => undefined);
        }
        return false;
      });
    },

    /** @param {Page} page @param {string} text an ID, a link, or a mistake */
    async invite(page, text) {
      await acts.goHome(page);
      await click(page, 'button', words('Add contact'));
      await type(page, words('Contact ID or invite link'), text);
      await click(page, 'button', words('Send request'));
    },

    /** @param {Page} page @param {string} name */
    async waitForRequest(page, name) {
      const row = { text: new RegExp(literally(name)) };
      return await findMatching(page, 'listitem', row, { timeoutMs: throughBackendMs });
    },

    /** @param {Page} page @param {string} name */
    async accept(page, name) {
      await acts.goHome(page);
      await acts.waitForRequest(page, name);
      await click(page, 'button', words('Accept'));
    },

    /** Waits until the contact can be talked to directly. @param {Page} page @param {string} name */
    async waitUntilOnline(page, name) {
      await acts.goHome(page);
      await acts.findContact(page, name, words('online'));
    },

    /** @param {Page} page @param {string} name @param {string} [telling] what the row has to tell besides */
    async findContact(page, name, telling = '') {
      const row = { name: new RegExp(`^${literally(name)}.*${literally(telling)}`) };
      return await findMatching(page, 'button', row, { timeoutMs: throughBackendMs });
    },
  };
  return acts;
}

/** @param {import('./words.mjs').Words} words */
function chatting(words) {
  const { findContact, goHome } = introducing(words);
  return {
    /** @param {Page} page @param {string} name */
    async openConversation(page, name) {
      // The call has the same heading, and no messages.
      if ((await isThere(page, 'heading', name)) && (await isThere(page, 'log', words('Messages')))) return;
      await goHome(page);
      await (await findContact(page, name)).click();
      await find(page, 'heading', name);
      await find(page, 'log', words('Messages'));
    },

    /** @param {Page} page @param {string} text */
    async write(page, text) {
      await type(page, words('Message'), text);
      await page.keyboard.press('Enter');
    },

    /** Waits until a message is shown, and told to be in that state. @param {Page} page @param {string} text @param {string} [state] */
    async waitForMessage(page, text, state) {
      const description = state === undefined ? {} : { description: new RegExp(literally(words(state))) };
      await findMatching(page, 'article', { text: new RegExp(literally(text)), ...description });
    },

    /** The messages on screen, oldest first. @param {Page} page */
    async readMessages(page) {
      const articles = await page.$$(aria('article'));
      return await Promise.all(articles.map(async (article) => (await describe(page, article)).text));
    },
  };
}

/** @param {import('./words.mjs').Words} words */
function calling(words) {
  const video = (/** @type {string} */ label) => `video[aria-label=${JSON.stringify(words(label))}]`;
  return {
    /** From an open conversation. @param {Page} page @param {'Voice call' | 'Video call'} kind */
    async call(page, kind) {
      await click(page, 'button', words(kind));
    },

    /** @param {Page} page @param {string} name @param {'Answer' | 'Answer with video'} how */
    async answer(page, name, how) {
      await find(page, 'alertdialog', words('Incoming call from {name}', name), { timeoutMs: throughBackendMs });
      await click(page, 'button', words(how));
    },

    /** @param {Page} page @param {string} status such as `Connected` */
    async waitForCallStatus(page, status) {
      await waitForText(page, 'status', new RegExp(literally(words(status))), { timeoutMs: throughBackendMs });
    },

    /** Returns to the call when another view is open. @param {Page} page @param {string} name */
    async showCall(page, name) {
      const region = words('Call with {name}', name);
      const isShown = () => isThere(page, 'region', region);
      await until(
        'the call or the way back to it',
        async () => (await isShown()) || (await isThere(page, 'button', words('Return to call'))),
      );
      if (!(await isShown())) await click(page, 'button', words('Return to call'));
      await find(page, 'region', region);
    },

    /** Waits until `count` more frames of a picture have been shown; resolves to its size. @param {Page} page @param {string} label @param {number} [count] */
    async watchPicture(page, label, count = 5) {
      await page.waitForSelector(video(label), { timeout: throughBackendMs });
      const shown = () => readPicture(page, video(label));
      const before = (await shown()).frames;
      return await until(`${count} more frames of ${label}`, async () => {
        const { frames, ...size } = await shown();
        return frames >= before + count && size;
      });
    },

    /** @param {Page} page @param {string} label */
    async pictureSize(page, label) {
      const { width, height } = await readPicture(page, video(label));
      return { width, height };
    },

    /** @param {Page} page @param {string} label */
    async waitUntilPictureIsGone(page, label) {
      await page.waitForSelector(video(label), { hidden: true });
    },

    /** @param {Page} page @param {string} button one of the call's controls */
    async press(page, button) {
      await click(page, 'button', words(button));
    },
  };
}

/** @param {Page} page @param {string} selector */
async function readPicture(page, selector) {
  return await page.$eval(selector, (element) => {
    if (!(element instanceof HTMLVideoElement)) throw new Error('not a video');
    const { totalVideoFrames } = element.getVideoPlaybackQuality();
    // Firefox counts no frames of live pictures: they are counted here from the first look on.
    const counted = /** @type {HTMLVideoElement & { seenFrames?: number }} */ (element);
    if (counted.seenFrames === undefined) {
      const count = () => {
        counted.seenFrames = (counted.seenFrames ?? -1) + 1;
        element.requestVideoFrameCallback(count);
      };
      count();
    }
    return {
      frames: Math.max(totalVideoFrames, counted.seenFrames ?? 0),
      width: element.videoWidth,
      height: element.videoHeight,
    };
  });
}

/** @param {string} text */
function literally(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
