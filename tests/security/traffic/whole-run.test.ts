import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { until } from '../../../scripts/lib/browser/find.mjs';
import { readRecordings } from '../../../scripts/lib/test/recording-proxy.mjs';
import { fromEnvironment } from '../../e2e/support/people.ts';
import { canaryOf, findCanaries, findUnreadable } from '../canaries.ts';
import { readKnownCanaries } from './known-canaries.ts';

let folder: string;
let known: Awaited<ReturnType<typeof readKnownCanaries>>;

const sent = (): Promise<readonly Buffer[]> => readRecordings(join(folder, 'sent'));

beforeAll(async () => {
  folder = fromEnvironment('BEELINE_TRAFFIC');
  known = await readKnownCanaries(folder);
});

it('is about enough people, canaries of every kind and traffic to mean something', async () => {
  const kinds = new Set(known.canaries.map(({ what }) => what));
  const recordings = await sent();
  const bytes = recordings.reduce((sum, { length }) => sum + length, 0);
  console.info(
    `${known.canaries.length} canaries of ${kinds.size} kinds by ${known.people.length} people, in ${bytes} bytes`,
  );
  expect(known.faults).toEqual([]);
  expect(known.canaries.length).toBeGreaterThanOrEqual(40);
  expect([...kinds]).toEqual(
    expect.arrayContaining([
      'name',
      'text',
      'ICE password',
      'ICE ufrag as a value',
      'fingerprint as bytes',
      'candidate address',
    ]),
  );
  expect(bytes).toBeGreaterThan(20_000);
  for (const service of ['identitytoolkit', 'google.firestore.v1.Firestore']) {
    expect(recordings.some((recording) => recording.includes(service))).toBe(true);
  }
});

it('the operator was sent no canary by anybody at any time of the run', async () => {
  const recordings = await sent();
  expect(findUnreadable(recordings)).toEqual([]);
  expect(findCanaries(recordings, known.canaries)).toEqual([]);
});

const disguises: Readonly<Record<string, (text: string) => object>> = {
  'as text': (text) => ({ stringValue: text }),
  'as bytes': (text) => ({ bytesValue: Buffer.from(text).toString('base64') }),
  'as bytes behind one other': (text) => ({ bytesValue: Buffer.from(`.${text}`).toString('base64') }),
  'as bytes behind two others': (text) => ({ bytesValue: Buffer.from(`..${text}`).toString('base64') }),
  'as hex': (text) => ({ stringValue: Buffer.from(text).toString('hex') }),
  'URL-encoded': (text) => ({ stringValue: encodeURIComponent(text) }),
};

it('those planted on the same way are found out, whatever their disguise', async () => {
  const planted = Object.keys(disguises).map((manner) => canaryOf(manner, `planted ${manner} 黄色い鳥`));
  const findPlanted = async (): Promise<readonly string[]> => {
    const found = findCanaries(await sent(), planted);
    return Object.keys(disguises).filter((manner) => found.some((told) => told.startsWith(`${manner} (`)));
  };
  expect(await findPlanted()).toEqual([]);
  const path = 'v1/projects/demo-beeline/databases/(default)/documents/planted/canary';
  for (const [manner, disguise] of Object.entries(disguises)) {
    await fetch(`http://${fromEnvironment('BEELINE_RECORDED_FIRESTORE')}/${path}`, {
      method: 'POST',
      body: JSON.stringify({ fields: { sealed: disguise(`planted ${manner} 黄色い鳥`) } }),
    });
  }
  // What arrived there is on its way to the disk still.
  await until('every planted canary to be found', async () => (await findPlanted()).length === planted.length);
});
