import { setTimeout as pause } from 'node:timers/promises';
import { askEngine } from '../../scripts/lib/browser/engine-requests.mjs';
import { openCold } from '../cold/open-cold.mjs';
import { acts } from '../stage.mjs';

/** @typedef {import('../stage.mjs').Stage} Stage */

/** What making a connection itself takes, with room for three lanes in the place of one and for storing the message. */
const rawShare = 1.15;

const asked = 'contact known and nothing linked: message asked for, linked, durable at the peer, acknowledged';
const parts = {
  beside: `two hops (own commit, own rules, until the other side's listener has it) and ${rawShare} x a raw connection whose candidates trickle past the service`,
  measureBeside: async (/** @type {Stage} */ stage) =>
    (await measureHops(stage)) + rawShare * (await measureRaw(stage)),
};
const touched = {
  ours: `${asked}; the call button was touched a tenth of a second before`,
  measureOurs: (/** @type {Stage} */ stage, /** @type {number} */ round) => sendFromNothing(stage, round, touch),
};

/** @type {import('../bench-case.ts').BenchCase} */
export const firstMessage = {
  name: 'G1 cold message',
  ...touched,
  ...parts,
  goal: 1,
  rounds: 15,
  third: { what: 'the two hops alone', measure: measureHops },
};

/** @type {import('../bench-case.ts').BenchCase} */
export const firstMessageBesideRooms = {
  name: 'G3 cold message',
  ...touched,
  beside: "FirebaseRTC's pattern over the same emulator: a document for each candidate, listeners on both sides",
  goal: 0.7,
  rounds: 15,
  measureBeside: measureRoom,
  third: { what: 'the raw connection alone', measure: measureRaw },
};

/** @type {import('../bench-case.ts').BenchCase} */
export const firstMessageUntouched = {
  name: 'G1 cold message, out of the blue',
  ours: asked,
  ...parts,
  goal: 1,
  rounds: 15,
  measureOurs: (stage, round) => sendFromNothing(stage, round),
  third: { what: "FirebaseRTC's pattern", measure: measureRoom },
};

/** @param {Stage} stage */
async function measureHops(stage) {
  const { caller, calleeAddress } = await openCold(stage);
  return await caller.evaluate((them) => window.beelineCold.twoHops(them), calleeAddress);
}

/** @param {Stage} stage */
async function measureRaw(stage) {
  const { caller } = await openCold(stage);
  return await caller.evaluate(() => window.beelineCold.linkTrickled());
}

/** @param {Stage} stage */
async function measureRoom(stage) {
  const { caller, callee } = await openCold(stage);
  const room = crypto.randomUUID();
  // Whoever is called listens long before, as ours does.
  await callee.evaluate((name) => window.beelineCold.joinRoom(name), room);
  const tookMs = await caller.evaluate((name) => window.beelineCold.callRoom(name), room);
  for (const page of [caller, callee]) await page.evaluate(() => window.beelineCold.leaveRoom());
  return tookMs;
}

/** Two own offers are at least so far apart. */
const attemptSpacingMs = 3_000;
const untilClickMs = 100;

/** @param {Stage} stage @param {string} contactId */
async function touch({ alicePage }, contactId) {
  await askEngine(alicePage, 'call.prepare', { contactId });
  await pause(untilClickMs);
}

/** @param {Stage} stage @param {number} round @param {(stage: Stage, contactId: string) => Promise<void>} [before] what a person does */
async function sendFromNothing(stage, round, before) {
  const { alice, bob, alicePage, bobPage, aliceEngine } = stage;
  await Promise.all([alicePage, bobPage].map((page) => acts.goHome(page)));
  // Whoever hides the address without a relay has no link, and keeps none.
  for (const relayOnly of [true, false]) await askEngine(alicePage, 'settings.change', { relayOnly });
  await Promise.all([acts.findContact(alicePage, bob.name, 'away'), acts.findContact(bobPage, alice.name, 'away')]);
  await pause(attemptSpacingMs);
  const contactId = await alicePage.evaluate(() => window.beelineProbe.contactId());
  await before?.(stage, contactId);
  await aliceEngine.evaluate(() => window.beelineLane.begin());
  await askEngine(alicePage, 'chat.send', { contactId, text: `from nothing ${round}` });
  const tookMs = await aliceEngine.evaluate(() => window.beelineLane.untilAcknowledged('asked'));
  await Promise.all([acts.waitUntilOnline(alicePage, bob.name), acts.waitUntilOnline(bobPage, alice.name)]);
  return tookMs;
}
