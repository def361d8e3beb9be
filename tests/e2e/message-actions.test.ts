import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { click, find, findMatching, isThere, until } from '../../scripts/lib/browser/find.mjs';
import { acts, introduce } from './support/people.ts';
import { story as it } from './support/story.ts';

it.beforeAll(async ({ alice, bob }) => {
  const { inviterPage, invitedPage } = await introduce(alice, bob);
  await acts.openConversation(inviterPage, 'Bob');
  await acts.openConversation(invitedPage, 'Alice');
  await acts.write(inviterPage, 'Shall we meet?');
  await acts.waitForMessage(invitedPage, 'Shall we meet?');
});

async function actOn(page: Page, text: string, item: string): Promise<void> {
  const article = await findMatching(page, 'article', { text: new RegExp(text) });
  const button = await article.waitForSelector('::-p-aria([name="Message actions"][role="button"])');
  await button?.click();
  await click(page, 'menuitem', item);
}

async function isShown(page: Page, text: RegExp): Promise<void> {
  await findMatching(page, 'article', { text });
}

it('answers a message, which both see quoted', async ({ alicePage, bobPage }) => {
  await actOn(bobPage, 'Shall we meet', 'Reply');
  await find(bobPage, 'region', 'Reply to Alice');
  await bobPage.keyboard.type('Gladly, at nien');
  await bobPage.keyboard.press('Enter');
  for (const page of [alicePage, bobPage]) await isShown(page, /Shall we meet\?Gladly, at nien/);
});

it('goes from the quote to the message itself', async ({ alicePage }) => {
  await click(alicePage, 'button', 'Shall we meet?');
  const isOnOriginal = () =>
    alicePage.evaluate(() =>
      document.activeElement?.closest('[data-found] article')?.textContent?.startsWith('Shall we meet?'),
    );
  await until('the message to be marked', isOnOriginal);
});

it('corrects the last own message from the keyboard, for both', async ({ alicePage, bobPage }) => {
  await bobPage.keyboard.press('ArrowUp');
  await find(bobPage, 'region', 'Edit message');
  for (let at = 0; at < 'nien'.length; at += 1) await bobPage.keyboard.press('Backspace');
  await bobPage.keyboard.type('nine');
  await bobPage.keyboard.press('Enter');
  for (const page of [alicePage, bobPage]) await isShown(page, /Gladly, at nine.*edited/);
  expect(await isThere(bobPage, 'region', 'Edit message')).toBe(false);
});

it('reacts by an emoji of the grid, which both see', async ({ alicePage, bobPage }) => {
  await actOn(alicePage, 'Gladly', 'React');
  await find(alicePage, 'dialog', 'React');
  await click(alicePage, 'button', 'coffee');
  for (const page of [alicePage, bobPage]) await isShown(page, /Gladly.*☕ 1/);
});

it('gives the same reaction by a press on it, and takes it back by another', async ({ alicePage, bobPage }) => {
  await click(bobPage, 'button', '☕ 1');
  await find(bobPage, 'button', '☕ 2, including yours');
  await find(alicePage, 'button', '☕ 2, including yours');
  await click(bobPage, 'button', '☕ 2, including yours');
  await find(bobPage, 'button', '☕ 1');
  await find(alicePage, 'button', '☕ 1, including yours');
});

it('deletes a message for both, after asking', async ({ alicePage, bobPage }) => {
  await actOn(bobPage, 'Gladly', 'Delete for both');
  await find(bobPage, 'alertdialog', 'Delete this message?');
  await click(bobPage, 'button', 'Delete for both');
  for (const page of [alicePage, bobPage]) {
    await isShown(page, /^Message deleted/);
    await until('the words to be gone', async () => !(await acts.readMessages(page)).join().includes('Gladly'));
  }
});

it('keeps a message of one byte too many in the box, with a count', async ({ alicePage, bobPage }) => {
  const box = await find(alicePage, 'textbox', 'Message');
  await box.click();
  // Typed key by key it would take minutes.
  await box.evaluate((element) => {
    document.execCommand('insertText', false, 'x'.repeat(65_537));
    return element;
  });
  await findMatching(alicePage, 'status', { text: /^65,537 of 65,536 bytes$/ });
  await alicePage.keyboard.press('Enter');
  await findMatching(alicePage, 'alert', { text: /longer than 64 KB/ });
  await alicePage.keyboard.press('Backspace');
  await alicePage.keyboard.press('Enter');
  await acts.waitForMessage(alicePage, 'xxx', 'read');
  await isShown(bobPage, /^x{65536}/);
});

it('says that files come soon when one is dropped, and stays where it is', async ({ alicePage }) => {
  const before = alicePage.url();
  await alicePage.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['words'], 'notes.txt', { type: 'text/plain' }));
    const log = document.querySelector('[role="log"]');
    for (const type of ['dragover', 'drop']) {
      log?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  });
  await findMatching(alicePage, 'status', { text: /^Files can’t be sent yet/ });
  expect(alicePage.url()).toBe(before);
});

it('opens the conversation from its notification, which reading takes away', async ({ bob, alicePage }) => {
  await bob.closePopup();
  await acts.write(alicePage, 'Are you there?');
  const shown = () => bob.inWorker(async () => Object.keys(await chrome.notifications.getAll()));
  const [id = ''] = await until('the notification', async () => {
    const ids = await shown();
    return ids.length > 0 && ids;
  });
  expect(id).toMatch(/^message:/);
  await bob.inWorker((clicked) => {
    // The browser's own way to tell listeners; only its type is not public.
    (chrome.notifications.onClicked as unknown as { dispatch(id: string): void }).dispatch(clicked);
  }, id);
  await until('the popup', () => bob.isPopupOpen());
  const page = await bob.openPopup();
  await find(page, 'heading', 'Alice');
  await acts.waitForMessage(page, 'Are you there?');
  await until('the notification to go', async () => (await shown()).length === 0);
});
