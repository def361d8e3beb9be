import { relative } from 'node:path';
import { serveLocalPage } from '../browser/local-page.mjs';
import { launchPerson } from '../browser/person.mjs';
import { beforeLeaving } from '../process/clean-up.mjs';
import { say } from '../setup/say.mjs';
import { runTour } from './tour.mjs';

const windowSize = { width: 900, height: 800 };

/**
 * Two people in two browsers, and the tour; with a display the windows stay open afterwards.
 * @param {{ chromium: string, extensionDir: string, headless: boolean, outputDir: string }} options
 * @returns {Promise<number>} exit code
 */
export async function runDemo({ chromium, extensionDir, headless, outputDir }) {
  const page = await serveLocalPage();
  beforeLeaving(page.close);
  say('opening two browsers, for Alice and for Bob');
  const common = { chromium, extensionDir, headless, pageUrl: page.url };
  const open = async (/** @type {string} */ name, /** @type {number} */ place) => {
    const window = { x: place * windowSize.width, y: 0, ...windowSize };
    const person = await launchPerson({ ...common, name, hue: place, window });
    beforeLeaving(person.close);
    return person;
  };
  const [alice, bob] = await Promise.all([open('Alice', 0), open('Bob', 1)]);
  const print = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);
  // On a display only one window has the focus, and a popup closes without it: there each uses Beeline in a tab.
  await runTour({
    alice,
    bob,
    outputDir,
    print,
    openBeeline: (person) => (headless ? person.openPopup() : person.openTab()),
  });
  print(`Screenshots of both sides are in ${relative(process.cwd(), outputDir) || '.'}/`);
  if (headless) return 0;
  print('Both windows are yours now. Ctrl-C closes them and the backend.');
  await Promise.all([alice, bob].map(closedByHand));
  return 0;
}

/** @param {import('../browser/person.mjs').Person} person */
function closedByHand({ browser }) {
  return new Promise((resolve) => browser.once('disconnected', () => resolve(undefined)));
}
