import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../../scripts/lib/browser/find.mjs';
import { descriptionsIn } from '../../../scripts/lib/browser/peer-connections.mjs';
import type { Person } from '../../../scripts/lib/browser/person.mjs';
import { buildExtension } from '../../../scripts/lib/setup/extension-build.mjs';
import type { RecordingProxy } from '../../../scripts/lib/test/recording-proxy.mjs';
import { openRecordingProxy, readRecordings } from '../../../scripts/lib/test/recording-proxy.mjs';
import { listDocuments, readDocument } from '../../e2e/support/operator.ts';
import { acts, createCrowd, fromEnvironment } from '../../e2e/support/people.ts';
import { soakRow } from '../../soak/support/row.ts';
import type { Canary } from '../canaries.ts';
import { canariesOfDescription, canaryOf, findCanaries, findUnreadable, withoutTwins } from '../canaries.ts';
import { readSecrets } from './stored-secrets.ts';

const inviter = 'Zaunkönigin Adelheid';
const invited = 'カナリア花子';
const texts = [
  'canary text one, plain',
  'canary text two: <b>&amp;"quotes"</b>',
  'こんにちは、カナリアです',
  '秘密の待ち合わせは午後三時',
  'Grüße aus dem Käfig',
  'canary emoji 🐤🔒 text',
  '/canary/path/../text?query=1&more=2',
  'canary text number eight',
];

const crowd = createCrowd();
let folder: string;
let firestore: RecordingProxy;
let auth: RecordingProxy;
let removeBuild: () => Promise<void> = async () => undefined;
let people: Person[] = [];
let pages: [Page, Page];
let ids: readonly string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beeline-canaries-'));
  firestore = await openRecordingProxy(fromEnvironment('FIRESTORE_EMULATOR_HOST'), folder);
  auth = await openRecordingProxy(fromEnvironment('FIREBASE_AUTH_EMULATOR_HOST'), folder);
  const build = await buildExtension(resolve('.'), { firestore: firestore.address, auth: auth.address });
  removeBuild = build.remove;
  people = await Promise.all(['Inviter', 'Invited'].map((name) => crowd.launch(name, { extensionDir: build.dir })));
  pages = await journey();
});
afterAll(async () => {
  await crowd.closeAll();
  await Promise.all([firestore.close(), auth.close(), removeBuild()]);
  await rm(folder, { recursive: true, force: true });
});

/** Everything that touches the operator, and text, a call and a share that must not. */
async function journey(): Promise<[Page, Page]> {
  const [one, other] = people;
  if (!one || !other) throw new Error('two people are needed');
  const [onePage, otherPage] = await Promise.all([one.openPopup(), other.openPopup()]);
  const [ownId, id] = await Promise.all([acts.begin(onePage, inviter), acts.begin(otherPage, invited)]);
  ids = [ownId, id].map((shown) => shown.replaceAll('-', ''));
  await acts.invite(onePage, id);
  await acts.accept(otherPage, inviter);
  await Promise.all([acts.waitUntilOnline(onePage, invited), acts.waitUntilOnline(otherPage, inviter)]);
  await Promise.all([acts.openConversation(onePage, invited), acts.openConversation(otherPage, inviter)]);
  for (const [index, text] of texts.entries()) await acts.write(index % 2 === 0 ? onePage : otherPage, text);
  await Promise.all([onePage, otherPage].map((page) => acts.waitForMessage(page, texts.at(-1) ?? '')));
  await acts.call(onePage, 'Voice call');
  await acts.answer(otherPage, inviter, 'Answer');
  await Promise.all([onePage, otherPage].map((page) => acts.waitForCallStatus(page, 'Connected')));
  return [onePage, otherPage];
}

async function collectCanaries(): Promise<readonly Canary[]> {
  const descriptions = await Promise.all(people.map(async (person) => descriptionsIn(await person.offscreen())));
  const stored = await Promise.all(pages.map(readSecrets));
  return withoutTwins([
    canaryOf('name of the inviter', inviter),
    canaryOf('name of the invited', invited),
    ...texts.map((text) => canaryOf(`text "${text}"`, text)),
    ...[...new Set(descriptions.flat())].flatMap(canariesOfDescription),
    ...stored.flatMap(({ secrets }) => secrets.map(({ what, bytes }) => canaryOf(what, Uint8Array.from(bytes)))),
  ]);
}

/** How long each signal is that lies in their mailboxes. */
async function signalsInMailboxes(): Promise<readonly number[]> {
  const cards = await Promise.all(ids.map((id) => readDocument(`people/${id}`)));
  const boxes = cards.flatMap(({ box }) => (box && 'stringValue' in box ? [box.stringValue] : []));
  const paths = await Promise.all(
    boxes.flatMap((box) =>
      ['slot', 'knock'].map(async (kind) => {
        const names = await listDocuments(`inbox/${box}/${kind}`);
        return names.map((name) => `inbox/${box}/${kind}/${name}`);
      }),
    ),
  );
  const signals = await Promise.all(paths.flat().map(readDocument));
  return signals.flatMap(({ sealed }) =>
    sealed && 'bytesValue' in sealed ? [Buffer.from(sealed.bytesValue, 'base64').length] : [],
  );
}

soakRow({
  row: 'operator sees nothing: canaries in raw, hex and base64',
  unit: 'canaries',
  full: 40,
  short: 40,
  async run({ count }) {
    const canaries = await collectCanaries();
    const sent = await readRecordings(folder);
    const total = sent.reduce((sum, { length }) => sum + length, 0);
    const faults = [...findCanaries(sent, canaries), ...findUnreadable(sent)];
    const kinds = new Set(canaries.map(({ what }) => what.replace(/ ".*/, ''))).size;
    if (kinds < 10) faults.push(`only ${kinds} kinds of canaries`);
    // Fewer would mean that the traffic went past the proxies.
    if (total <= 20_000) faults.push(`only ${total} bytes were recorded`);
    const detail = `${canaries.length} of ${kinds} kinds, in ${total} bytes of ${sent.length} connections`;
    return { done: Math.min(count, canaries.length), faults, detail };
  },
});

soakRow({
  row: 'extractable keys: 0',
  unit: 'private keys of two profiles',
  full: 8,
  short: 8,
  async run({ count }) {
    const profiles = await Promise.all(pages.map(readSecrets));
    const keys = profiles.reduce((sum, { privateKeys }) => sum + privateKeys, 0);
    return { done: Math.min(count, keys), faults: profiles.flatMap(({ extractable }) => extractable) };
  },
});

describe('what the operator of the introduction service receives', () => {
  it('is signals of 1,024 bytes each', async () => {
    const signals = await signalsInMailboxes();
    expect(signals.length).toBeGreaterThanOrEqual(2);
    expect(signals.filter((length) => length !== 1_024)).toEqual([]);
  });

  it.each([
    ['as text', (text: string) => ({ stringValue: text })],
    ['as bytes', (text: string) => ({ bytesValue: Buffer.from(`..${text}`).toString('base64') })],
    ['as hex', (text: string) => ({ stringValue: Buffer.from(text).toString('hex') })],
    ['URL-encoded', (text: string) => ({ stringValue: encodeURIComponent(text) })],
  ])('would be found out if it contained a canary %s', async (manner, disguise) => {
    const text = `planted ${manner} 黄色い鳥`;
    const find = async () => findCanaries(await readRecordings(folder), [canaryOf('planted', text)]);
    expect(await find()).toEqual([]);
    const path = 'v1/projects/demo-beeline/databases/(default)/documents/planted/canary';
    await pages[0].evaluate(
      (url, body) =>
        fetch(url, { method: 'POST', headers: { 'content-type': 'text/plain' }, body }).then(() => undefined),
      `http://${firestore.address}/${path}`,
      JSON.stringify({ fields: { sealed: disguise(text) } }),
    );
    await until('the planted canary to be found', async () => (await find()).length > 0);
  });
});
