import { describe, expect, test } from 'vitest';
import type { Links } from '#src/engine/links/links.ts';
import { parseOfferPayload } from '#src/engine/links/rules/signals.ts';
import type { PeerOptions } from '#src/engine/ports/peer-port.ts';
import { contactNamed } from '../../../fakes/link-pair.ts';
import { createLinksAlone, signalOf } from './links-alone.ts';

/** Links to so many contacts, one after the other; `next` is called once each of them is open. */
async function openMany(count: number, next: (links: Links, index: number) => void): Promise<readonly string[]> {
  const { links, clock, contacts, written, network } = createLinksAlone();
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
    links.handleSignal(name, { ...signalOf('answer', { description: await answering }), session: draft.session }, 0);
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
