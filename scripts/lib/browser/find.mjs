/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('puppeteer-core').ElementHandle<Element>} Element_ */

export const defaultTimeoutMs = 15_000;

/**
 * Puppeteer's selector for what a person with a screen reader is told.
 * @param {string} role
 * @param {string} [name] exact
 */
export function aria(role, name) {
  const quoted = name === undefined ? '' : `[name=${JSON.stringify(name)}]`;
  return `::-p-aria(${quoted}[role="${role}"])`;
}

/**
 * Waits for an element by role and exact accessible name.
 * @param {Page} page @param {string} role @param {string} [name]
 * @param {{ timeoutMs?: number }} [options]
 */
export async function find(page, role, name, { timeoutMs = defaultTimeoutMs } = {}) {
  const element = await page.waitForSelector(aria(role, name), { timeout: timeoutMs });
  if (!element) throw new Error(`no ${role} "${name}"`);
  return element;
}

/** Whether such an element is there right now. @param {Page} page @param {string} role @param {string} [name] */
export async function isThere(page, role, name) {
  const element = await page.$(aria(role, name));
  await element?.dispose();
  return element !== null;
}

/**
 * Clicks as a person does: waits until the element is there, still and enabled.
 * @param {Page} page @param {string} role @param {string} [name] @param {{ timeoutMs?: number }} [options]
 */
export async function click(page, role, name, { timeoutMs = defaultTimeoutMs } = {}) {
  await page.locator(aria(role, name)).setTimeout(timeoutMs).click();
}

/** Replaces what is in a text box by keystrokes. @param {Page} page @param {string} name @param {string} text */
export async function type(page, name, text) {
  const box = await find(page, 'textbox', name);
  await box.click({ count: 3 });
  await page.keyboard.press('Backspace');
  await box.type(text);
  await box.dispose();
}

/**
 * Asks again and again until `ask` answers with something other than false, null or undefined.
 * @template T
 * @param {string} what for the error, as in "waited 15 s for {what}"
 * @param {() => Promise<T | false | null | undefined> | T | false | null | undefined} ask
 * @param {{ timeoutMs?: number, everyMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function until(what, ask, { timeoutMs = defaultTimeoutMs, everyMs = 50 } = {}) {
  const deadlineMs = performance.now() + timeoutMs;
  /** @type {unknown} */
  let lastError;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== false && answer !== null && answer !== undefined) return answer;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() > deadlineMs) {
      throw new Error(`waited ${timeoutMs / 1000} s for ${what}`, { cause: lastError });
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/**
 * Waits for an element whose role fits and whose name, text or description matches.
 * @param {Page} page @param {string} role @param {{ name?: RegExp, description?: RegExp, text?: RegExp }} match
 * @param {{ timeoutMs?: number }} [options]
 */
export async function findMatching(page, role, match, options) {
  const what = `${role} ${Object.values(match).join(' ')}`;
  return await until(what, () => firstMatching(page, role, match), options);
}

/** @param {Page} page @param {string} role @param {{ name?: RegExp, description?: RegExp, text?: RegExp }} match */
async function firstMatching(page, role, match) {
  for (const element of await page.$$(aria(role))) {
    const told = await describe(page, element);
    const fits =
      (match.name?.test(told.name) ?? true) &&
      (match.description?.test(told.description) ?? true) &&
      (match.text?.test(told.text) ?? true);
    if (fits) return element;
    await element.dispose();
  }
  return undefined;
}

/**
 * What assistive technology is told about an element, and its text.
 * @param {Page} page @param {Element_} element
 */
export async function describe(page, element) {
  const { text, firefox } = await element.evaluate((found) => ({
    text: found.textContent ?? '',
    firefox: navigator.userAgent.includes('Firefox'),
  }));
  if (firefox) return { ...(await describeByAttributes(element)), text };
  const node = await page.accessibility.snapshot({ root: element, interestingOnly: false });
  return { name: node?.name ?? '', description: node?.description ?? '', text };
}

/** Where the driver cannot ask the browser's accessibility tree: as our own views name things. @param {Element_} element */
async function describeByAttributes(element) {
  return await element.evaluate((found) => {
    const textOf = (/** @type {string | null} */ ids) =>
      (ids ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join(' ')
        .trim();
    const name = found.getAttribute('aria-label') ?? textOf(found.getAttribute('aria-labelledby'));
    const description = found.getAttribute('aria-description') ?? textOf(found.getAttribute('aria-describedby'));
    const content = /** @type {Element} */ (found.cloneNode(true));
    for (const hidden of content.querySelectorAll('[aria-hidden="true"]')) hidden.remove();
    return { name: name || (content.textContent ?? ''), description };
  });
}

/** Waits until a region of that role contains the text. @param {Page} page @param {string} role @param {RegExp} text @param {{ timeoutMs?: number }} [options] */
export async function waitForText(page, role, text, options) {
  return await findMatching(page, role, { text }, options);
}
