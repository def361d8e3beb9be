#!/usr/bin/env node
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accessKinds, accessNames } from './lib/net/access-kinds.mjs';
import { expectedPath } from './lib/net/expected-path.mjs';
import { openLabPair } from './lib/net/lab-pair.mjs';
import { beforeLeaving, runMain } from './lib/process/clean-up.mjs';
import { say } from './lib/setup/say.mjs';
import { SetupFailure } from './lib/setup/setup-failure.mjs';
import { alignColumns } from './lib/table/align-columns.mjs';
import { prepare, prepareExtension } from './lib/test/prepare.mjs';

/** @typedef {import('./lib/net/access-kinds.mjs').AccessName} AccessName */
/** @typedef {import('./lib/net/lab-pair.mjs').LabPair} LabPair */
/** @typedef {import('./lib/net/lab-pair.mjs').Meeting} Meeting */
/** @typedef {{ kinds: readonly [AccessName, AccessName], expected: import('./lib/net/expected-path.mjs').Path, seen: Meeting | string }} Trial `seen`: why they did not meet, in place of how */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const nameOf = (/** @type {readonly AccessName[]} */ kinds) => kinds.join(' – ');

await runMain(async () => {
  const wanted = process.argv.slice(2);
  const pairs = everyPair().filter(
    (kinds) => wanted.length === 0 || wanted.some((part) => nameOf(kinds).includes(part)),
  );
  if (pairs.length === 0) {
    throw new SetupFailure(
      `Usage: npm run lab:nat [-- part of a pair's name…], with pairs such as "${nameOf(everyPair()[1] ?? [])}" of ${accessNames.join(', ')}.`,
    );
  }
  const needs = {
    name: 'lab',
    projects: [],
    needsBackend: true,
    needsBrowser: true,
    needsRelay: true,
    needsNetworks: true,
  };
  const prepared = await prepare(root, [needs]);
  if (prepared.BEELINE_NO_NETWORKS !== undefined)
    throw new SetupFailure(`There is no lab here: ${prepared.BEELINE_NO_NETWORKS}.`);
  const env = await prepareExtension(root, prepared, needs);
  say('introducing two people in networks of their own');
  const pair = await openLabPair({
    chromium: env.BEELINE_CHROMIUM ?? '',
    extensionDir: env.BEELINE_EXTENSION_DIR ?? '',
    backend: { firestore: env.FIRESTORE_EMULATOR_HOST ?? '', auth: env.FIREBASE_AUTH_EMULATOR_HOST ?? '' },
  });
  beforeLeaving(pair.close);
  /** @type {Trial[]} */
  const trials = [];
  for (const kinds of pairs) {
    const trial = await tryOut(pair, kinds);
    trials.push(trial);
    say(`${trials.length} of ${pairs.length}: ${cellsOf(trial).join(', ')}`);
  }
  const heading = ['networks', 'expected', 'seen', 'from', 'linked', 'first frame', 'verdict'];
  process.stdout.write(`${alignColumns([heading, ...trials.map(cellsOf)]).join('\n')}\n`);
  return trials.every(isAsExpected) ? 0 : 1;
});

/** Who calls whom makes no difference. @returns {(readonly [AccessName, AccessName])[]} */
function everyPair() {
  return accessNames.flatMap((one, at) => accessNames.slice(at).map((other) => /** @type {const} */ ([one, other])));
}

/** @param {LabPair} pair @param {readonly [AccessName, AccessName]} kinds @returns {Promise<Trial>} */
async function tryOut(pair, kinds) {
  const [one, other] = kinds.map((name) => accessKinds[name]);
  if (!one || !other) throw new Error('a pair is of two');
  const expected = expectedPath(one, other);
  try {
    await pair.move(kinds);
    return { kinds, expected, seen: await pair.meet(expected) };
  } catch (error) {
    return { kinds, expected, seen: error instanceof Error ? error.message : String(error) };
  }
}

/** @param {Trial} trial */
function isAsExpected({ seen, expected }) {
  return typeof seen !== 'string' && seen.path === expected;
}

/** @param {Trial} trial */
function cellsOf(trial) {
  const { kinds, expected, seen } = trial;
  const verdict = isAsExpected(trial) ? 'as expected' : 'DIFFERENT';
  if (typeof seen === 'string') return [nameOf(kinds), expected, seen, '', '', '', verdict];
  const ends = seen.ends.map(
    ({ type, relayProtocol, family }) => `${type}${relayProtocol ? `/${relayProtocol}` : ''} ${family}`,
  );
  return [nameOf(kinds), expected, seen.path, ends.join(' – '), `${seen.linkMs} ms`, `${seen.frameMs} ms`, verdict];
}
