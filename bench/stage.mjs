/// <reference types="chrome" />
import { writeFile } from 'node:fs/promises';
import { createActs } from '../scripts/lib/browser/acts.mjs';
import { launchPerson } from '../scripts/lib/browser/person.mjs';
import { installFrameProbe } from './probes/frame-probe.mjs';
import { installLaneProbe } from './probes/lane-probe.mjs';
import { installProbe } from './probes/page-probe.mjs';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('../scripts/lib/browser/person.mjs').Person} Person */
/** @typedef {Awaited<ReturnType<typeof openStage>>} Stage */
/** @typedef {{ name: string, openTab: () => Promise<Page> }} Newcomer */

export const emptyPage = 'empty-page.html';
export const acts = createActs();
const cameraSize = { width: 1280, height: 720 };

/**
 * Two contacts in two browsers, linked by Beeline, and by raw connections between their pages and engine documents.
 * @param {object} options
 * @param {string} options.chromium
 * @param {string} options.extensionDir
 * @param {{ firestore: string, auth: string }} options.emulators addresses as `host:port`
 * @param {(text: string) => void} options.say
 */
export async function openStage({ chromium, extensionDir, emulators, say }) {
  await writeFile(`${extensionDir}/${emptyPage}`, '<!doctype html><title>empty</title><p id="there">there</p>');
  say('introducing two people in two browsers');
  const [alice, bob] = await Promise.all(
    ['Alice', 'Bob'].map((name, hue) => launchPerson({ name, hue, chromium, extensionDir, cameraSize })),
  );
  if (!alice || !bob) throw new Error('two people are needed');
  const close = async () => void (await Promise.all([alice, bob].map((person) => person.close())));
  try {
    const [alicePage, bobPage] = await introduce(alice, bob);
    const stage = {
      ...{ alice, bob, alicePage, bobPage, extensionDir, emulators, close },
      openEmpty: () => Promise.all([alice, bob].map(openEmpty)),
      ...(await equipEngines(alice, bob)),
      /** Puts the probes in again after an engine was replaced. */
      async equip() {
        await Promise.all([alicePage, bobPage].map((page) => page.reload()));
        Object.assign(stage, await equipEngines(alice, bob));
        await equipPages(alicePage, bobPage);
      },
    };
    await equipPages(alicePage, bobPage);
    return stage;
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Opens the app in a tab for each of two people and makes them contacts, who are linked.
 * @param {Newcomer} alice @param {Newcomer} bob @returns {Promise<readonly [Page, Page]>}
 */
export async function introduce(alice, bob) {
  const [alicePage, bobPage] = await Promise.all([alice.openTab(), bob.openTab()]);
  const [, id] = await Promise.all([acts.begin(alicePage, alice.name), acts.begin(bobPage, bob.name)]);
  await acts.invite(alicePage, id);
  await acts.accept(bobPage, alice.name);
  await Promise.all([acts.waitUntilOnline(alicePage, bob.name), acts.waitUntilOnline(bobPage, alice.name)]);
  return [alicePage, bobPage];
}

/** @param {Person} person */
async function openEmpty(person) {
  const page = await person.browser.newPage();
  await page.goto(`chrome-extension://${person.extensionId}/${emptyPage}`);
  return page;
}

/** @param {Page} alicePage @param {Page} bobPage */
async function equipPages(alicePage, bobPage) {
  await Promise.all([alicePage, bobPage].map((page) => page.evaluate(installProbe)));
  await connectRaw(alicePage, bobPage);
}

/** @param {Person} alice @param {Person} bob */
async function equipEngines(alice, bob) {
  const [aliceEngine, bobEngine] = await Promise.all([alice.offscreen(), bob.offscreen()]);
  for (const engine of [aliceEngine, bobEngine]) {
    if (await engine.evaluate(() => 'beelineLane' in window)) continue;
    await engine.evaluate(installLaneProbe);
    await engine.evaluate(installFrameProbe);
  }
  // Whichever is new has no connection, and the other one's is of no use.
  await Promise.all([aliceEngine, bobEngine].map((engine) => engine.evaluate(installProbe)));
  await connectRaw(aliceEngine, bobEngine);
  return { aliceEngine, bobEngine };
}

/** @param {Page} one @param {Page} other */
export async function connectRaw(one, other) {
  const offer = await one.evaluate(() => window.beelineProbe.offerRaw());
  const answer = await other.evaluate((sdp) => window.beelineProbe.answerRaw(sdp), offer);
  await one.evaluate((sdp) => window.beelineProbe.acceptRaw(sdp), answer);
}
