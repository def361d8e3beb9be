import { describe, expect, test } from 'vitest';
import type { OpenedSignal } from '#src/engine/crypto/signal.ts';
import type { Links, LinksDependencies } from '#src/engine/links/links.ts';
import { createLinks } from '#src/engine/links/links.ts';
import { parseOfferPayload } from '#src/engine/links/rules/signals.ts';
import { MailboxError } from '#src/engine/ports/mailbox-port.ts';
import type { PeerOptions } from '#src/engine/ports/peer-port.ts';
import type { ContactRecord } from '#src/engine/ports/stores-port.ts';
import { createFakePeerNetwork } from '../../../fakes/fake-peer-network.ts';
import { describedAs, hostCandidate } from '../../../fakes/link-descriptions.ts';
import { contactNamed, createLinkPair, eventRecorder } from '../../../fakes/link-pair.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

type Draft = Parameters<LinksDependencies['signals']['send']>[1];

function createOne(
  send: (draft: Draft) => Promise<void> = async () => undefined,
  createPeerLink?: LinksDependencies['createPeerLink'],
) {
  const clock = createVirtualClock();
  const network = createFakePeerNetwork(clock);
  const news: string[] = [];
  const written: Draft[] = [];
  const contacts = new Map<string, ContactRecord>([['ben', contactNamed('ben')]]);
  let session = 100;
  const links = createLinks({
    self: () => 'ann',
    contacts: { get: (id) => contacts.get(id), all: () => [], accepted: () => [] },
    signals: {
      async send(_to, draft) {
        written.push(draft);
        await send(draft);
      },
    },
    createPeerLink: createPeerLink ?? network.createPeerLink,
    clock,
    newSession: () => (session += 1),
    random: () => 0,
    route: () => ({ iceServers: [], relayOnly: false }),
    changed: () => undefined,
    log: () => undefined,
  });
  links.register({
    ...eventRecorder(news),
    handlePresence: (id) => news.push(`presence ${links.presence(id)}`),
  });
  return { links, clock, network, news, written, contacts };
}

function signal(kind: OpenedSignal['kind'], payload: unknown, sequence = 1): OpenedSignal {
  return { kind, session: 7, sequence, payload, messageId: '', sender: contactNamed('ben').keys };
}

describe('links', () => {
  test.each(['asked', 'declined', 'blocked', undefined] as const)(
    'make no peer connection for a contact who is %s',
    async (status) => {
      const { links, contacts, network, clock } = createOne();
      contacts.clear();
      if (status !== undefined) {
        const stranger: unknown = { ...contactNamed('ben'), status };
        contacts.set('ben', stranger as ContactRecord);
      }
      links.handleSignal('ben', signal('offer', { description: describedAs('offer') }), 0);
      links.want('ben');
      expect(await links.offerForAccept('ben')).toBeNull();
      await clock.advanceAsync(60_000);
      expect(network.created()).toBe(0);
    },
  );

  test.each([
    ['a hostile description', signal('offer', { description: { ...describedAs('offer'), ufrag: 'a\r\nb' } })],
    ['no payload', signal('answer', null)],
    ['a kind that belongs to pairing', signal('accept', { description: describedAs('offer') })],
  ])('drop a signal with %s', async (_what, hostile) => {
    const { links, network, clock } = createOne();
    links.handleSignal('ben', hostile, 0);
    await clock.advanceAsync(60_000);
    expect(network.created()).toBe(0);
  });

  test('say that somebody is away ten seconds after an offer without an answer', async () => {
    const { links, clock, news, network } = createOne();
    links.want('ben');
    expect(links.presence('ben')).toBe('connecting');
    await clock.advanceAsync(20 + 9_999);
    expect(news).toEqual(['presence connecting']);
    await clock.advanceAsync(1);
    expect(news).toEqual(['presence connecting', 'presence away', 'unreachable']);
    expect([network.live(), clock.pending()]).toEqual([0, 0]);
  });

  test('say so at once when the signal cannot be left', async () => {
    const { links, clock, news } = createOne(() => Promise.reject(new MailboxError('offline')));
    links.want('ben');
    await clock.advanceAsync(100);
    expect(news.at(-1)).toBe('unreachable');
  });

  test('say so when the browser makes no peer connection', async () => {
    const { links, clock, news } = createOne(undefined, () => {
      throw new DOMException('too many connections', 'UnknownError');
    });
    links.want('ben');
    await clock.advanceAsync(100);
    expect(news.at(-1)).toBe('unreachable');
    expect(clock.pending()).toBe(0);
  });

  test('hand over an offer for an accept signal and take the answer to it', async () => {
    const { links, clock, written, network } = createOne();
    const offering = links.offerForAccept('ben');
    await clock.advanceAsync(100);
    const offer = await offering;
    expect(offer).toMatchObject({ description: { role: 'offer', candidates: [hostCandidate] } });
    expect(await links.offerForAccept('ben')).toBeNull();
    links.handleSignal(
      'ben',
      { ...signal('answer', { description: describedAs('answer', 'other') }), session: offer?.session ?? 0 },
      0,
    );
    expect(links.presence('ben')).toBe('connecting');
    expect(written).toEqual([]);
    links.drop('ben');
    expect(network.live()).toBe(0);
  });

  test('do not keep an accept signal waiting for an offer that will not come', async () => {
    const { links, clock } = createOne();
    const offering = links.offerForAccept('ben');
    links.drop('ben');
    await clock.advanceAsync(100);
    expect(await offering).toBeNull();
  });

  test('forget a contact in the middle of an attempt without leaving anything alive', async () => {
    const { links, clock, network, written, news } = createOne();
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

/** Links to so many contacts, one after the other; `next` is called once each of them is open. */
async function openMany(count: number, next: (links: Links, index: number) => void): Promise<readonly string[]> {
  const { links, clock, contacts, written, network } = createOne();
  const names = Array.from({ length: count }, (_, index) => `ben${index}`);
  for (const [index, name] of names.entries()) {
    contacts.set(name, contactNamed(name));
    links.want(name);
    await clock.advanceAsync(100);
    const draft = written.at(-1);
    const offer = parseOfferPayload(draft?.payload);
    if (draft === undefined || offer === undefined) throw new Error('no offer was written');
    const answering = network.createPeerLink(silentOptions).acceptOffer(offer);
    await clock.advanceAsync(100);
    links.handleSignal(name, { ...signal('answer', { description: await answering }), session: draft.session }, 0);
    await clock.advanceAsync(100);
    next(links, index);
  }
  return names.filter((name) => !links.isOpen(name));
}

describe('the seventeenth open link', () => {
  test('lets the least recently used one rest', async () => {
    const resting = await openMany(17, (links, index) => {
      if (index === 5) links.send('ben0', 'text', { t: 'still in use' });
    });
    expect(resting).toEqual(['ben1']);
  });

  test('never lets one rest that is held, however silent the call on it is', async () => {
    const resting = await openMany(17, (links, index) => {
      if (index < 2) links.hold(`ben${index}`);
    });
    expect(resting).toEqual(['ben2']);
  });

  test('is never itself the one that rests, even beside sixteen that are held', async () => {
    const resting = await openMany(17, (links, index) => {
      if (index < 16) links.hold(`ben${index}`);
    });
    expect(resting).toEqual([]);
  });

  test('lets one rest again that has been let go by everybody', async () => {
    const letGo: (() => void)[] = [];
    const resting = await openMany(18, (links, index) => {
      if (index === 0) letGo.push(links.hold('ben0'), links.hold('ben0'));
      if (index === 15) letGo[0]?.();
      if (index === 16) letGo[1]?.();
    });
    expect(resting).toEqual(['ben0', 'ben1']);
  });
});

const silentOptions: PeerOptions = {
  iceServers: [],
  relayOnly: false,
  polite: true,
  handlers: {
    onOpen: () => undefined,
    onConnection: () => undefined,
    onFrame: () => undefined,
    onBytes: () => undefined,
    onBadFrame: () => undefined,
    onDrained: () => undefined,
    onLateCandidates: () => undefined,
    onMediaReady: () => undefined,
  },
};
