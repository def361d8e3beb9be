/// <reference types="chrome" />
import { writeFile } from 'node:fs/promises';
import { createActs } from '../browser/acts.mjs';
import { launchPerson } from '../browser/person.mjs';
import { installProbe } from './page-probe.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof openStage>>} Stage */

export const emptyPage = 'empty-page.html';

/**
 * Two contacts in two browsers, linked by Beeline, and by a raw connection between their pages of the same origin.
 * @param {{ chromium: string, extensionDir: string, say: (text: string) => void }} options
 */
export async function openStage({ chromium, extensionDir, say }) {
  await writeFile(`${extensionDir}/${emptyPage}`, '<!doctype html><title>empty</title><p id="there">there</p>');
  say('introducing two people in two browsers');
  const [alice, bob] = await Promise.all(
    ['Alice', 'Bob'].map((name, hue) => launchPerson({ name, hue, chromium, extensionDir })),
  );
  if (!alice || !bob) throw new Error('two people are needed');
  const close = async () => void (await Promise.all([alice, bob].map((person) => person.close())));
  try {
    const [alicePage, bobPage] = await Promise.all([alice.openTab(), bob.openTab()]);
    const acts = createActs();
    const [, id] = await Promise.all([acts.begin(alicePage, 'Alice'), acts.begin(bobPage, 'Bob')]);
    await acts.invite(alicePage, id);
    await acts.accept(bobPage, 'Alice');
    await Promise.all([acts.waitUntilOnline(alicePage, 'Bob'), acts.waitUntilOnline(bobPage, 'Alice')]);
    await Promise.all([alicePage, bobPage].map((page) => page.evaluate(installProbe)));
    await connectRaw(alicePage, bobPage);
    return { alice, bob, alicePage, bobPage, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @param {Page} alicePage @param {Page} bobPage */
async function connectRaw(alicePage, bobPage) {
  const offer = await alicePage.evaluate(() => window.beelineProbe.offerRaw());
  const answer = await bobPage.evaluate((sdp) => window.beelineProbe.answerRaw(sdp), offer);
  await alicePage.evaluate((sdp) => window.beelineProbe.acceptRaw(sdp), answer);
}
