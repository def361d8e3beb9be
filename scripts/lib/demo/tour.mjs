import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createActs } from '../browser/acts.mjs';
import { readDiagnostics } from '../browser/engine-requests.mjs';
import { peerConnectionsIn } from '../browser/peer-connections.mjs';

/** @typedef {import('../browser/person.mjs').Person | import('../browser/firefox-person.mjs').FirefoxPerson} Person */
/** @typedef {import('puppeteer-core').Page} Page */
/**
 * @typedef {object} Tour
 * @property {Person} alice
 * @property {Person} bob
 * @property {(person: Person) => Promise<Page>} openBeeline the surface on which a person uses Beeline
 * @property {string} outputDir
 * @property {(line: string) => void} print
 */

const width = { number: 2, step: 14, time: 8 };

/** Alice and Bob from strangers to a shared screen, each step timed from the first click until both see its effect. @param {Tour} tour */
export async function runTour({ alice, bob, openBeeline, outputDir, print }) {
  await rm(outputDir, { recursive: true, force: true });
  await mkdir(outputDir, { recursive: true });
  const pages = { alice: await openBeeline(alice), bob: await openBeeline(bob) };
  let number = 0;
  for (const [name, tell, act] of steps(pages, { alice, bob })) {
    number += 1;
    const startedMs = performance.now();
    try {
      await act();
    } catch (error) {
      throw new Error(`The tour stopped at "${name}": ${error instanceof Error ? error.message : error}`, {
        cause: error,
      });
    } finally {
      const file = (/** @type {string} */ who) =>
        join(outputDir, `${`${number}`.padStart(2, '0')}-${name.replaceAll(' ', '-')}-${who}.png`);
      const tookMs = Math.round(performance.now() - startedMs);
      print(
        `${`${number}`.padStart(width.number)}  ${name.padEnd(width.step)} ${`${tookMs} ms`.padStart(width.time)}  ${tell}`,
      );
      await alice.screenshot(pages.alice, file('alice'));
      await bob.screenshot(pages.bob, file('bob'));
    }
  }
}

/**
 * @param {{ alice: Page, bob: Page }} pages
 * @param {{ alice: Person, bob: Person }} people
 * @returns {[name: string, tell: string, act: () => Promise<void>][]}
 */
function steps({ alice, bob }, people) {
  const acts = createActs();
  const both = async (/** @type {(page: Page, other: string) => Promise<unknown>} */ act) => {
    await Promise.all([act(alice, 'Bob'), act(bob, 'Alice')]);
  };
  return [
    [
      'introduce',
      'both give a name, Alice invites Bob by his ID',
      async () => {
        const [bobsId] = await Promise.all([acts.begin(bob, 'Bob'), acts.begin(alice, 'Alice')]);
        await acts.invite(alice, bobsId);
        await acts.waitForRequest(bob, 'Alice');
      },
    ],
    [
      'accept',
      'Bob accepts, and both are linked directly',
      async () => {
        await acts.accept(bob, 'Alice');
        await both(acts.waitUntilOnline);
      },
    ],
    [
      'first message',
      'Alice writes, Bob reads and answers',
      async () => {
        await both(acts.openConversation);
        await acts.write(alice, 'Hello Bob, can you see this?');
        await acts.waitForMessage(bob, 'Hello Bob, can you see this?');
        await acts.write(bob, 'I can. Shall we talk?');
        await acts.waitForMessage(alice, 'I can. Shall we talk?');
        await acts.waitForMessage(alice, 'Hello Bob, can you see this?', 'read');
      },
    ],
    [
      'call',
      'Alice calls with video, Bob answers with video',
      async () => {
        await acts.call(alice, 'Video call');
        await acts.answer(bob, 'Alice', 'Answer with video');
        await both((page) => acts.waitForCallStatus(page, 'Connected'));
      },
    ],
    [
      'picture seen',
      'both see each other moving',
      async () => {
        await both((page) => acts.watchPicture(page, 'Remote video'));
        await Promise.all([onlyOneConnection(people.alice, alice), onlyOneConnection(people.bob, bob)]);
      },
    ],
    [
      'share',
      'Alice shares her screen, Bob sees it',
      async () => {
        await acts.press(alice, 'Share screen');
        await acts.watchPicture(bob, 'Remote screen', 2);
      },
    ],
    [
      'hang up',
      'Alice hangs up, and both are told',
      async () => {
        await acts.press(alice, 'Hang up');
        await both((page) => acts.waitForCallStatus(page, 'Call ended'));
      },
    ],
  ];
}

/** In Chromium they are looked for on the heap, which Firefox does not show. @param {Person} person @param {Page} page */
async function onlyOneConnection(person, page) {
  const count =
    'offscreen' in person
      ? (await peerConnectionsIn(await person.offscreen())).length
      : (await readDiagnostics(page)).peerConnections;
  if (count !== 1) throw new Error(`${person.name} holds ${count} peer connections instead of one`);
}
