import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseLinkDescription } from '#src/engine/links/rules/signals.ts';
import { laneNames } from '#src/engine/ports/peer-port.ts';
import type { Side, TwoPages } from './two-pages.ts';
import { openTwoPages } from './two-pages.ts';

let pages: TwoPages;
let ann: Side;
let ben: Side;

beforeAll(async () => {
  pages = await openTwoPages();
  ({ ann, ben } = pages);
});

afterEach(async () => {
  await Promise.all([ann.call('close'), ben.call('close')]);
});

afterAll(() => pages.close());

const eventually = { timeout: 15_000, interval: 50 };

/** Mebibytes of it, on a machine that has much else to do. */
const slowly = { timeout: 60_000, interval: 200 };

async function reported(side: Side, what: string, patience = eventually): Promise<void> {
  await vi.waitFor(async () => expect(await side.call('reports')).toContain(what), patience);
}

/** Ann makes the offer and is the impolite one. */
async function link(): Promise<void> {
  await ann.call('create', { polite: false });
  await ben.call('create', { polite: true });
  const offer = parseLinkDescription(structuredClone(await ann.call('createOffer')));
  if (offer === undefined) throw new Error('the offer does not parse');
  const answer = parseLinkDescription(await ben.call('acceptOffer', offer));
  if (answer === undefined) throw new Error('the answer does not parse');
  await ann.call('acceptAnswer', answer);
  await Promise.all([reported(ann, 'open'), reported(ben, 'open')]);
}

async function framesGrow(side: Side, slot: 'camera' | 'screen'): Promise<void> {
  const before = await side.call('framesDecoded', slot);
  await vi.waitFor(async () => expect(await side.call('framesDecoded', slot)).toBeGreaterThan(before + 5), eventually);
}

/** What a burst of the largest messages on the unreliable lane is reported as. */
function numbers(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from }, (_, index) => {
    const number = from + index;
    return `unreliable 1150 bytes ${number >> 8},${number & 255}`;
  });
}

describe('a link between two processes', () => {
  test('opens all lanes with two small descriptions and carries frames and bytes on each', async () => {
    await link();
    for (const lane of laneNames) {
      expect(await ann.call('send', lane, { t: `from ann on ${lane}` })).toBe(true);
      await reported(ben, `${lane} {"t":"from ann on ${lane}"}`);
      expect(await ben.call('send', lane, { t: `from ben on ${lane}` })).toBe(true);
      await reported(ann, `${lane} {"t":"from ben on ${lane}"}`);
      expect(await ann.call('sendBytes', lane, [0, 255, 3])).toBe(true);
      await reported(ben, `${lane} 3 bytes 0,255`);
      expect(await ben.call('sendBytes', lane, [])).toBe(true);
      await reported(ann, `${lane} 0 bytes `);
    }
    expect(await ann.call('reports')).not.toContain('late candidates');
  });

  test('carries a frame just below the size limit and no larger one', async () => {
    await link();
    const t = 'x'.repeat(256 * 1024 - '{"t":""}'.length);
    expect(await ann.call('send', 'text', { t })).toBe(true);
    await reported(ben, `text {"t":"${t}"}`);
    await expect(ann.call('send', 'text', { t: `${t}y` })).rejects.toThrow(/frame of/);
  });

  test('refuses bytes while eight mebibytes wait, and tells when the way is free', async () => {
    await link();
    expect(await ann.call('burst', 'text', 40, 256 * 1024)).toBe(32);
    await reported(ben, `text ${256 * 1024} bytes 0,31`, slowly);
    await reported(ann, 'drained text', slowly);
    expect(await ann.call('bufferedBytes', 'text')).toBeLessThanOrEqual(256 * 1024);
    expect(await ann.call('sendBytes', 'text', [1, 2])).toBe(true);
    await reported(ben, 'text 2 bytes 1,2');
  });

  test('drops what is old on the unreliable lane, and delivers the newest', async () => {
    await link();
    expect(await ann.call('burst', 'unreliable', 1_000, 1_150)).toBe(1_000);
    await reported(ben, 'unreliable 1150 bytes 3,231');
    await reported(ann, 'drained unreliable');
    const arrived = (await ben.call('reports')).filter((report) => report.startsWith('unreliable'));
    // Four that the channel took and sixteen that waited; which of them a loaded machine loses nobody knows.
    expect(arrived.length).toBeLessThanOrEqual(20);
    const sent = [...numbers(0, 4), ...numbers(984, 1_000)];
    expect(sent).toEqual(expect.arrayContaining(arrived));
    await expect(ann.call('burst', 'unreliable', 1, 1_151)).rejects.toThrow(/frame of 1151 bytes/);
  });

  test('reports the end when the peer closes, and a farewell sent just before arrives', async () => {
    await link();
    expect(await ann.call('sendAndClose', { t: 'link.farewell' })).toBe(0);
    await reported(ben, 'control {"t":"link.farewell"}');
    await reported(ben, 'failed');
  });

  test('drops malformed negotiation and stays usable', async () => {
    await link();
    await ann.call('send', 'control', { t: 'negotiation.description', type: 'offer', sdp: 'v=0\r\nnonsense' });
    await ann.call('send', 'control', { t: 'negotiation.candidate', candidate: 'x', mid: '0', ufrag: 'abcd' });
    await ann.call('send', 'text', { t: 'negotiation.description' });
    await vi.waitFor(async () => {
      const reports = await ben.call('reports');
      expect(reports.filter((report) => report.startsWith('bad'))).toHaveLength(3);
    }, eventually);
    await ann.call('send', 'text', { t: 'still here' });
    await reported(ben, 'text {"t":"still here"}');
  });

  test('sends media both ways after one negotiation, and again in a second call without another one', async () => {
    await link();
    await ben.call('setTrack', 'camera', true);
    await Promise.all([ann.call('prepareMedia'), ben.call('prepareMedia')]);
    await Promise.all([reported(ann, 'media ready'), reported(ben, 'media ready')]);
    const kinds = ['audio', 'video', 'video', 'audio'];
    expect(await ann.call('remoteTracks')).toEqual(kinds);
    expect(await ben.call('remoteTracks')).toEqual(kinds);
    expect(await ann.call('longestSdp')).toBeLessThan(32 * 1024);
    const [negotiationsOfAnn, negotiationsOfBen] = await Promise.all([
      ann.call('negotiations'),
      ben.call('negotiations'),
    ]);

    await ann.call('setTrack', 'camera', true);
    await Promise.all([framesGrow(ann, 'camera'), framesGrow(ben, 'camera')]);
    await ben.call('setTrack', 'screen', true);
    await framesGrow(ann, 'screen');

    for (const side of [ann, ben]) {
      await side.call('setTrack', 'camera', false);
      await side.call('setTrack', 'screen', false);
    }
    await Promise.all([
      ann.call('prepareMedia'),
      ann.call('setTrack', 'camera', true),
      ben.call('setTrack', 'camera', true),
    ]);
    await Promise.all([framesGrow(ann, 'camera'), framesGrow(ben, 'camera')]);
    expect(await ann.call('negotiations')).toBe(negotiationsOfAnn);
    expect(await ben.call('negotiations')).toBe(negotiationsOfBen);
  });

  test('restarts ICE from both sides at once, with media going on', async () => {
    await link();
    await ann.call('prepareMedia');
    await Promise.all([reported(ann, 'media ready'), reported(ben, 'media ready')]);
    await ann.call('setTrack', 'camera', true);
    await framesGrow(ben, 'camera');
    const [ufragOfAnn, ufragOfBen] = await Promise.all([ann.call('localUfrag'), ben.call('localUfrag')]);

    await Promise.all([ann.call('restartIce'), ben.call('restartIce')]);
    await vi.waitFor(async () => {
      expect(await ann.call('localUfrag')).not.toBe(ufragOfAnn);
      expect(await ben.call('localUfrag')).not.toBe(ufragOfBen);
    }, eventually);
    await framesGrow(ben, 'camera');
    await ben.call('send', 'text', { t: 'after the restart' });
    await reported(ann, 'text {"t":"after the restart"}');
    for (const side of [ann, ben]) {
      expect((await side.call('reports')).filter((report) => report.startsWith('bad'))).toEqual([]);
    }
  });

  test('restarts ICE by one letter each way when the control lane carries nothing, and is not confused by what it brings later', async () => {
    await link();
    await ann.call('prepareMedia');
    await Promise.all([reported(ann, 'media ready'), reported(ben, 'media ready')]);
    await ann.call('setTrack', 'camera', true);
    await framesGrow(ben, 'camera');
    const [ufragOfAnn, ufragOfBen] = await Promise.all([ann.call('localUfrag'), ben.call('localUfrag')]);
    await Promise.all([ann.call('holdControl', true), ben.call('holdControl', true)]);

    const offer = parseLinkDescription(await ann.call('restartIce'));
    if (offer === undefined) throw new Error('the offer of the restart cannot travel as a letter');
    const answer = parseLinkDescription(await ben.call('takeRestart', offer));
    if (answer === undefined) throw new Error('the answer to the restart cannot travel as a letter');
    expect([offer.candidates.length > 0, answer.candidates.length > 0]).toEqual([true, true]);
    await ann.call('takeRestart', answer);
    expect([offer.ufrag, answer.ufrag]).toEqual([await ann.call('localUfrag'), await ben.call('localUfrag')]);
    expect([offer.ufrag === ufragOfAnn, answer.ufrag === ufragOfBen]).toEqual([false, false]);
    await framesGrow(ben, 'camera');

    await Promise.all([ann.call('holdControl', false), ben.call('holdControl', false)]);
    await ben.call('send', 'control', { t: 'after the restart' });
    await reported(ann, 'control {"t":"after the restart"}');
    await ann.call('send', 'control', { t: 'after the restart' });
    await reported(ben, 'control {"t":"after the restart"}');
    await ben.call('setTrack', 'screen', true);
    await framesGrow(ann, 'screen');
    for (const side of [ann, ben]) {
      expect((await side.call('reports')).filter((report) => report.startsWith('bad'))).toEqual([]);
    }
  });

  test('answers a letter of a restart again whose offer came over the lane, for only the answer may be lost', async () => {
    await link();
    const before = await ben.call('localUfrag');
    await ben.call('holdControl', true);
    const offer = parseLinkDescription(await ann.call('restartIce'));
    if (offer === undefined) throw new Error('the offer of the restart cannot travel as a letter');
    await vi.waitFor(async () => expect(await ben.call('localUfrag')).not.toBe(before), eventually);
    const answer = parseLinkDescription(await ben.call('takeRestart', offer));
    expect(answer).toMatchObject({ role: 'answer', ufrag: await ben.call('localUfrag') });
    expect(answer?.candidates.length).toBeGreaterThan(0);
    await ben.call('holdControl', false);
  });

  test('takes no letter that names another certificate', async () => {
    await link();
    const offer = parseLinkDescription(await ann.call('restartIce'));
    if (offer === undefined) throw new Error('the offer of the restart cannot travel as a letter');
    const before = await ben.call('negotiations');
    expect(await ben.call('takeRestart', { ...offer, fingerprint: 'ab'.repeat(32) })).toBeUndefined();
    expect(await ben.call('negotiations')).toBe(before);
  });

  test('refuses to describe itself in relay-only mode when there is no relay', async () => {
    await ann.call('create', { polite: false, relayOnly: true });
    await expect(ann.call('createOffer')).rejects.toThrow(/relay/);
    await ben.call('create', { polite: true });
  });
});
