import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { laneNames } from '#src/engine/ports/peer-port.ts';
import { describePairs } from './describe-pairs.ts';
import { eventually, framesGrow, linkPages, reported } from './linking.ts';
import type { Side, TwoPages } from './two-pages.ts';

let pages: TwoPages;
let ann: Side;
let ben: Side;

/** Mebibytes of it, on a machine that has much else to do. */
const slowly = { timeout: 60_000, interval: 200 };

/** What a burst of the largest messages on the unreliable lane is reported as. */
function numbers(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from }, (_, index) => {
    const number = from + index;
    return `unreliable 1150 bytes ${number >> 8},${number & 255}`;
  });
}

describePairs('a link between two processes', (open) => {
  beforeAll(async () => {
    pages = await open();
    ({ ann, ben } = pages);
  });

  afterEach(async () => {
    await Promise.all([ann.call('close'), ben.call('close')]);
  });

  afterAll(() => pages.close());

  test('opens all lanes with two small descriptions and carries frames and bytes on each', async () => {
    await linkPages(pages);
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
    await linkPages(pages);
    const t = 'x'.repeat(256 * 1024 - '{"t":""}'.length);
    expect(await ann.call('send', 'text', { t })).toBe(true);
    await reported(ben, `text {"t":"${t}"}`);
    await expect(ann.call('send', 'text', { t: `${t}y` })).rejects.toThrow(/frame of/);
  });

  test('refuses bytes while eight mebibytes wait, and tells when the way is free', async () => {
    await linkPages(pages);
    expect(await ann.call('burst', 'text', 40, 256 * 1024)).toBe(32);
    await reported(ben, `text ${256 * 1024} bytes 0,31`, slowly);
    await reported(ann, 'drained text', slowly);
    expect(await ann.call('bufferedBytes', 'text')).toBeLessThanOrEqual(256 * 1024);
    expect(await ann.call('sendBytes', 'text', [1, 2])).toBe(true);
    await reported(ben, 'text 2 bytes 1,2');
  });

  test('drops what is old on the unreliable lane, and delivers the newest', async () => {
    await linkPages(pages);
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
    await linkPages(pages);
    expect(await ann.call('sendAndClose', { t: 'link.farewell' })).toBe(0);
    await reported(ben, 'control {"t":"link.farewell"}');
    await reported(ben, 'failed');
  });

  test('drops malformed negotiation and stays usable', async () => {
    await linkPages(pages);
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
    await linkPages(pages);
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

  test('refuses to describe itself in relay-only mode when there is no relay', async () => {
    await ann.call('create', { polite: false, relayOnly: true });
    await expect(ann.call('createOffer')).rejects.toThrow(/relay/);
    await ben.call('create', { polite: true });
  });
});
