import { relative } from 'node:path';
import { launchFirefoxPerson } from '../browser/firefox-person.mjs';
import { serveLocalPage } from '../browser/local-page.mjs';
import { launchPerson } from '../browser/person.mjs';
import { beforeLeaving } from '../process/clean-up.mjs';
import { say } from '../setup/say.mjs';
import { runTour } from './tour.mjs';

/** @typedef {import('../browser/person.mjs').Person} Person */
/** @typedef {import('../browser/firefox-person.mjs').FirefoxPerson} FirefoxPerson */

const windowSize = { width: 900, height: 800 };

/**
 * Two people in two browsers, and the tour; with a display the windows stay open afterwards.
 * @param {{ chromium: string, extensionDir: string, headless: boolean, outputDir: string, bobsFirefox?: { firefox: string, extensionDir: string } }} options
 * @returns {Promise<number>} exit code
 */
export async function runDemo({ chromium, extensionDir, headless, outputDir, bobsFirefox }) {
  const page = await serveLocalPage();
  beforeLeaving(page.close);
  say('opening two browsers, for Alice and for Bob');
  const common = { chromium, extensionDir, headless, pageUrl: page.url };
  const windowAt = (/** @type {number} */ place) => ({ x: place * windowSize.width, y: 0, ...windowSize });
  const open = async (/** @type {Promise<Person | FirefoxPerson>} */ launched) => {
    const person = await launched;
    beforeLeaving(person.close);
    return person;
  };
  const bobs = { name: 'Bob', window: windowAt(1) };
  const [alice, bob] = await Promise.all([
    open(launchPerson({ ...common, name: 'Alice', hue: 0, window: windowAt(0) })),
    open(
      bobsFirefox
        ? launchFirefoxPerson({ ...bobsFirefox, ...bobs, headless })
        : launchPerson({ ...common, ...bobs, hue: 1 }),
    ),
  ]);
  const print = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);
  // On a display only one window has the focus, and a popup closes without it: there each uses Beeline in a tab, and in Firefox,
  // whose popup cannot be driven, everywhere.
  await runTour({
    alice,
    bob,
    outputDir,
    print,
    openBeeline: (person) => (headless && 'openPopup' in person ? person.openPopup() : person.openTab()),
  });
  print(`Screenshots of both sides are in ${relative(process.cwd(), outputDir) || '.'}/`);
  if (headless) return 0;
  print('Both windows are yours now. Ctrl-C closes them and the backend.');
  await Promise.all([alice, bob].map(closedByHand));
  return 0;
}

/** @param {Person | FirefoxPerson} person */
function closedByHand({ browser }) {
  return new Promise((resolve) => browser.once('disconnected', () => resolve(undefined)));
}
