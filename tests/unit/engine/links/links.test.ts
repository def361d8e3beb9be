import { describe, expect, test } from 'vitest';
import { MailboxError } from '#src/engine/ports/mailbox-port.ts';
import type { ContactRecord } from '#src/engine/ports/stores-port.ts';
import { describedAs, hostCandidate } from '../../../fakes/link-descriptions.ts';
import { contactNamed, createLinkPair } from '../../../fakes/link-pair.ts';
import { createLinksAlone, signalOf } from './links-alone.ts';

describe('links', () => {
  test.each(['asked', 'declined', 'blocked', undefined] as const)(
    'make no peer connection for a contact who is %s',
    async (status) => {
      const { links, contacts, network, clock } = createLinksAlone();
      contacts.clear();
      if (status !== undefined) {
        const stranger: unknown = { ...contactNamed('ben'), status };
        contacts.set('ben', stranger as ContactRecord);
      }
      links.handleSignal('ben', signalOf('offer', { description: describedAs('offer') }), 0);
      links.want('ben');
      expect(await links.offerForAccept('ben')).toBeNull();
      await clock.advanceAsync(60_000);
      expect(network.created()).toBe(0);
    },
  );

  test.each([
    ['a hostile description', signalOf('offer', { description: { ...describedAs('offer'), ufrag: 'a\r\nb' } })],
    ['no payload', signalOf('answer', null)],
    ['a kind that belongs to pairing', signalOf('accept', { description: describedAs('offer') })],
  ])('drop a signal with %s', async (_what, hostile) => {
    const { links, network, clock } = createLinksAlone();
    links.handleSignal('ben', hostile, 0);
    await clock.advanceAsync(60_000);
    expect(network.created()).toBe(0);
  });

  test('say that somebody is away ten seconds after an offer without an answer', async () => {
    const { links, clock, news, network } = createLinksAlone();
    links.want('ben');
    expect(links.presence('ben')).toBe('connecting');
    await clock.advanceAsync(20 + 9_999);
    expect(news).toEqual(['presence connecting']);
    await clock.advanceAsync(1);
    expect(news).toEqual(['presence connecting', 'presence away', 'unreachable']);
    expect([network.live(), clock.pending()]).toEqual([0, 0]);
  });

  test('say so at once when the signal cannot be left', async () => {
    const { links, clock, news } = createLinksAlone(() => Promise.reject(new MailboxError('offline')));
    links.want('ben');
    await clock.advanceAsync(100);
    expect(news.at(-1)).toBe('unreachable');
  });

  test('say so when the browser makes no peer connection', async () => {
    const { links, clock, news } = createLinksAlone(undefined, () => {
      throw new DOMException('too many connections', 'UnknownError');
    });
    links.want('ben');
    await clock.advanceAsync(100);
    expect(news.at(-1)).toBe('unreachable');
    expect(clock.pending()).toBe(0);
  });

  test('hand over an offer for an accept signal and take the answer to it', async () => {
    const { links, clock, written, network } = createLinksAlone();
    const offering = links.offerForAccept('ben');
    await clock.advanceAsync(100);
    const offer = await offering;
    expect(offer).toMatchObject({ description: { role: 'offer', candidates: [hostCandidate] } });
    expect(await links.offerForAccept('ben')).toBeNull();
    links.handleSignal(
      'ben',
      { ...signalOf('answer', { description: describedAs('answer', 'other') }), session: offer?.session ?? 0 },
      0,
    );
    expect(links.presence('ben')).toBe('connecting');
    expect(written).toEqual([]);
    links.drop('ben');
    expect(network.live()).toBe(0);
  });

  test('do not keep an accept signal waiting for an offer that will not come', async () => {
    const { links, clock } = createLinksAlone();
    const offering = links.offerForAccept('ben');
    links.drop('ben');
    await clock.advanceAsync(100);
    expect(await offering).toBeNull();
  });

  test('forget a contact in the middle of an attempt without leaving anything alive', async () => {
    const { links, clock, network, written, news } = createLinksAlone();
    links.want('ben');
    links.drop('ben');
    await clock.advanceAsync(60_000);
    expect([network.live(), clock.pending(), written.length]).toEqual([0, 0, 0]);
    expect(news.at(-1)).toBe('unreachable');
  });
});

describe('an open link', () => {
  async function openPair() {
    const pair = createLinkPair();
    pair.ann.want();
    await pair.clock.advanceAsync(30_000);
    return pair;
  }

  test('carries frames until it is closed', async () => {
    const pair = await openPair();
    expect(pair.ann.links.send('ben', 'text', { t: 'test.hello' })).toBe(true);
    await pair.clock.advanceAsync(10);
    expect(pair.ben.news).toContain('text {"t":"test.hello"}');
    expect(pair.ann.links.peer('ben')).toBeDefined();
    pair.ann.links.drop('ben');
    expect(pair.ann.links.send('ben', 'text', { t: 'test.hello' })).toBe(false);
    expect(pair.ann.links.peer('ben')).toBeUndefined();
  });

  test('is closed by the twentieth bad frame in a minute, whoever found it', async () => {
    const pair = await openPair();
    pair.network.sendBadFrames(10);
    for (let count = 0; count < 9; count += 1) pair.ann.links.countBadFrame('ben');
    expect(pair.ann.links.isOpen('ben')).toBe(true);
    pair.ann.links.countBadFrame('ben');
    expect(pair.ann.links.isOpen('ben')).toBe(false);
    expect(pair.ann.links.droppedFrames()).toBe(20);
    await pair.clock.advanceAsync(60_000);
    expect(pair.network.live()).toBe(0);
  });

  test('survives nineteen bad frames in every minute', async () => {
    const pair = await openPair();
    for (let minute = 0; minute < 5; minute += 1) {
      pair.network.sendBadFrames(19);
      await pair.clock.advanceAsync(60_000);
    }
    expect(pair.ann.links.isOpen('ben')).toBe(true);
  });

  test('restarts ICE two seconds after an interruption and says when it is back', async () => {
    const pair = await openPair();
    pair.network.report('interrupted');
    await pair.clock.advanceAsync(1_999);
    expect(pair.network.restarts()).toBe(0);
    await pair.clock.advanceAsync(1);
    expect(pair.network.restarts()).toBe(2);
    pair.network.report('restored');
    expect(pair.ann.news).toEqual(['opened', 'interrupted', 'restored']);
    await pair.clock.advanceAsync(20);
    expect(pair.clock.pending()).toBe(0);
  });

  test('is replaced when the other side comes back after a restart', async () => {
    const pair = await openPair();
    pair.ben.restart();
    pair.ben.want();
    await pair.clock.advanceAsync(30_000);
    expect([pair.ann.links.isOpen('ben'), pair.ben.links.isOpen('ann')]).toEqual([true, true]);
    expect(pair.network.live()).toBe(2);
  });
});
