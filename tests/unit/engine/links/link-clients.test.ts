import { describe, expect, it } from 'vitest';
import type { LinkClient } from '#src/engine/links/link-client.ts';
import { createLinkClients } from '#src/engine/links/link-client.ts';
import type { Lane } from '#src/engine/ports/peer-port.ts';
import { createLinkPair } from '../../../fakes/link-pair.ts';
import { createWaving } from '../../../fakes/waving.ts';

const client = (lane: Lane, prefix: string, handleFrame = () => true): LinkClient => ({ lane, prefix, handleFrame });

async function openPair() {
  const pair = createLinkPair();
  const waving = [createWaving(pair.ann.links), createWaving(pair.ben.links)] as const;
  pair.ann.want();
  await pair.clock.advanceAsync(30_000);
  return { ...pair, waving };
}

describe('clients of links', () => {
  it("cannot take what another one has, nor what is the link's own", () => {
    const clients = createLinkClients();
    clients.register(client('control', 'call'));
    clients.register(client('text', 'call'));
    expect(() => clients.register(client('control', 'call'))).toThrow('taken');
    expect(() => clients.register(client('control', 'link'))).toThrow('taken');
    expect(() => clients.register(client('unreliable', 'negotiation'))).toThrow('taken');
  });

  it.each<[lane: Lane, t: string, taken: boolean]>([
    ['control', 'call.invite', true],
    ['control', 'call', true],
    ['unreliable', 'call.invite', false],
    ['text', 'call.invite', false],
    ['control', 'callback.invite', false],
    ['control', '.call', false],
    ['control', '', false],
  ])('get of the frames on %s the one named %j: %s', (lane, t, taken) => {
    const clients = createLinkClients();
    clients.register(client('control', 'call'));
    expect(clients.deliver('bob', lane, { t })).toBe(taken);
  });

  it('share the bytes of a lane with nobody, and hear when it has room again', () => {
    const clients = createLinkClients();
    const drained: string[] = [];
    clients.register({
      ...client('unreliable', 'game'),
      handleBytes: () => true,
      handleDrained: (id) => drained.push(id),
    });
    clients.register({ ...client('unreliable', 'pointer'), handleDrained: (id) => drained.push(`pointer ${id}`) });
    expect(() => clients.register({ ...client('unreliable', 'video'), handleBytes: () => true })).toThrow('taken');
    clients.tellDrained('bob', 'unreliable');
    clients.tellDrained('bob', 'text');
    expect(drained).toEqual(['bob', 'pointer bob']);
  });

  it('may find a frame of their own bad', () => {
    const clients = createLinkClients();
    clients.register(client('control', 'call', () => false));
    expect(clients.deliver('bob', 'control', { t: 'call.invite' })).toBe(false);
  });
});

describe('an app on a lane', () => {
  it('is a folder and one line where links are made', async () => {
    const { clock, waving } = await openPair();
    waving[0].wave('ben');
    await clock.advanceAsync(10);
    expect(waving.map(({ seen }) => seen)).toEqual([[], ['ann waved']]);
  });

  it('takes bytes where it says so, and nowhere else', async () => {
    const { clock, ann, ben, waving } = await openPair();
    expect(waving[0].show('ben', new Uint8Array(7))).toBe(true);
    ann.links.sendBytes('ben', 'text', new Uint8Array(7));
    await clock.advanceAsync(10);
    expect(waving[1].pictures).toEqual([7]);
    expect(ben.links.droppedFrames()).toBe(1);
  });

  it('hears of links that come and go', async () => {
    const { ann, ben, waving } = await openPair();
    expect(waving[1].present()).toEqual(['ann']);
    ben.links.drop('ann');
    expect(waving[1].present()).toEqual([]);
    expect(ann.links.isOpen('ben')).toBe(true);
  });
});

describe('a frame that comes by another lane than its own', () => {
  it.each<[lane: Lane, t: string]>([
    ['unreliable', 'wave.hello'],
    ['text', 'wave.hello'],
    ['text', 'link.farewell'],
    ['unreliable', 'link.farewell'],
    ['control', 'unheard.of'],
  ])('is a bad frame, and nobody reads it: %s %s', async (lane, t) => {
    const { clock, ann, ben, waving } = await openPair();
    ann.links.send('ben', lane, { t });
    await clock.advanceAsync(10);
    expect(ben.links.droppedFrames()).toBe(1);
    expect(waving[1].seen).toEqual([]);
    expect(ben.links.isOpen('ann')).toBe(true);
  });
});
