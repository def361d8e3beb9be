import { describe, expect, it } from 'vitest';
import { settle } from '../../../fakes/virtual-clock.ts';
import { connectedPair, createBench, createPair } from './calls-bench.ts';

describe('a call between two browsers', () => {
  it('rings, is answered and shows both pictures', async () => {
    const { alice, bob } = await connectedPair();
    expect([alice.phase(), bob.phase()]).toEqual(['connected', 'connected']);
    expect(alice.calls.view()).toMatchObject({
      contactName: 'BOB',
      direction: 'outgoing',
      self: { microphone: 'on', camera: 'on', screen: 'off' },
      participants: [{ contactId: 'bob', name: 'BOB', microphone: true, camera: true, screen: false }],
      notices: [],
    });
    expect(bob.other()?.pictures.screen).toBe(0);
    expect(bob.other()?.pictures.camera).toBeGreaterThan(0);
    expect(bob.calls.view()?.self.pictures.camera).toBeGreaterThan(0);
    expect(bob.media.playing.get('alice:voice')).toBeDefined();
    expect(alice.links.media('bob').sent.camera).toBe(alice.media.last('camera'));
  });

  it('prepares the slots during the ring, on the side with the smaller ID only', async () => {
    const { alice, bob, open } = createPair();
    open();
    bob.calls.start({ contactId: 'alice', video: false });
    await settle();
    expect(alice.phase()).toBe('incoming');
    expect(alice.links.media('bob').prepared).toBeGreaterThan(0);
    expect(bob.links.media('alice').prepared).toBe(0);
  });

  it('connects again over the same link, whose slots are there already', async () => {
    const { alice, bob } = await connectedPair();
    alice.calls.hangUp();
    await settle();
    bob.calls.start({ contactId: 'alice', video: false });
    await settle();
    alice.calls.answer({ video: false });
    await settle();
    expect([alice.phase(), bob.phase()]).toEqual(['connected', 'connected']);
  });

  it('says Ringing only once it rings there', async () => {
    const { alice, open } = createPair();
    alice.calls.start({ contactId: 'bob', video: false });
    await settle();
    expect(alice.phase()).toBe('calling');
    open();
    await settle();
    expect(alice.phase()).toBe('ringing');
  });

  it('finds out whether anybody is there to ring', async () => {
    const { alice, open } = createPair();
    alice.calls.start({ contactId: 'bob', video: false });
    await settle();
    expect(alice.links.awaited).toEqual([]);
    open();
    await settle();
    expect(alice.links.awaited).toEqual(['bob']);
  });

  it('becomes one call when both dial at once, with nobody rung', async () => {
    const { alice, bob, open } = createPair();
    open();
    alice.calls.start({ contactId: 'bob', video: true });
    bob.calls.start({ contactId: 'alice', video: false });
    await settle();
    expect([alice.phase(), bob.phase()]).toEqual(['connected', 'connected']);
    expect(alice.calls.view()?.callId).toBe(bob.calls.view()?.callId);
    expect([...alice.links.kinds('bob'), ...bob.links.kinds('alice')]).not.toContain('call.ringing');
  });

  it('tells both how it ended and for how long they spoke', async () => {
    const { alice, bob, clock } = await connectedPair();
    await clock.advanceAsync(5_000);
    bob.calls.hangUp();
    await settle();
    expect([alice.calls.view()?.ending, bob.calls.view()?.ending]).toEqual(['hung-up-there', 'hung-up-here']);
    expect(alice.notes).toEqual([expect.objectContaining({ mine: true, durationMs: 5_000, ending: 'hung-up-there' })]);
    expect(bob.notes).toEqual([expect.objectContaining({ mine: false, durationMs: 5_000, ending: 'hung-up-here' })]);
    alice.calls.dismiss();
    expect(alice.calls.view()).toBeNull();
  });

  it.each([
    [44_999, 'ringing', 'incoming'],
    [45_000, 'ended', 'ended'],
  ])('after %i ms without an answer is %s there and %s here', async (ms, caller, callee) => {
    const { alice, bob, clock, open } = createPair();
    open();
    alice.calls.start({ contactId: 'bob', video: false });
    await settle();
    await clock.advanceAsync(ms);
    await settle();
    expect([alice.phase(), bob.phase()]).toEqual([caller, callee]);
    if (caller === 'ended') {
      expect([alice.calls.view()?.ending, bob.calls.view()?.ending]).toEqual(['no-answer', 'missed']);
    }
  });

  it('resumes with the same tracks on a new link', async () => {
    const { alice, bob, clock, open, drop } = await connectedPair();
    expect(alice.calls.view()).not.toHaveProperty('heldUntilMs');
    drop();
    expect(alice.phase()).toBe('reconnecting');
    expect(alice.calls.view()).toMatchObject({ heldUntilMs: clock.nowMs() + 75_000 });
    expect(alice.other()?.pictures.camera).toBeGreaterThan(0);
    await clock.advanceAsync(74_999);
    open();
    await settle();
    expect([alice.phase(), bob.phase()]).toEqual(['connected', 'connected']);
    expect(alice.calls.view()).not.toHaveProperty('heldUntilMs');
    expect(alice.links.media('bob').sent.camera).toBe(alice.media.last('camera'));
    expect(alice.media.opened.filter(({ label }) => label === 'camera')).toHaveLength(1);
    await clock.advanceAsync(60_000);
    expect(alice.phase()).toBe('connected');
  });

  it('ends as lost after 75 s of silence, on both sides', async () => {
    const { alice, bob, clock, drop } = await connectedPair();
    drop();
    await clock.advanceAsync(75_000);
    expect([alice.calls.view()?.ending, bob.calls.view()?.ending]).toEqual(['connection-lost', 'connection-lost']);
    expect([...alice.media.live(), ...bob.media.live()]).toEqual([]);
  });

  it('ends when the link comes back and the other browser knows nothing of the call', async () => {
    const { alice } = await connectedPair();
    alice.links.close('bob');
    alice.calls.handleClosed('bob', 'down');
    alice.links.open('bob');
    alice.calls.handleOpened('bob');
    const callId = alice.calls.view()?.callId;
    const fresh = createBench({ self: 'bob' });
    fresh.links.open('alice');
    fresh.calls.handleFrame('alice', alice.lastFrame('call.state'));
    expect(fresh.lastFrame('call.hangup')).toEqual({ t: 'call.hangup', callId, reason: 'connection-lost' });
    alice.calls.handleFrame('bob', fresh.lastFrame('call.hangup'));
    expect(alice.calls.view()?.ending).toBe('connection-lost');
  });
});

describe('frames', () => {
  it('are bad when they are not about calls', () => {
    const { calls } = createBench();
    expect(calls.handleFrame('bob', { t: 'receipt' })).toBe(false);
    expect(calls.handleFrame('bob', 'call.invite')).toBe(false);
  });

  it('are bad when malformed, and change nothing', () => {
    const { calls } = createBench();
    expect(calls.handleFrame('bob', { t: 'call.invite', callId: '../..', video: true })).toBe(false);
    expect(calls.view()).toBeNull();
  });
});

describe('the link of a call', () => {
  it('is held from the first moment to the last, and no longer', async () => {
    const { calls, links } = createBench();
    links.open('bob');
    calls.start({ contactId: 'bob', video: false });
    expect(links.held).toEqual(['bob']);
    await settle();
    calls.hangUp();
    expect(links.held).toEqual([]);
  });
});

describe('a contact without a link', () => {
  it('is wanted, and not reachable after 30 s', async () => {
    const { calls, links, clock, phase } = createBench();
    calls.start({ contactId: 'bob', video: false });
    await settle();
    expect(links.wanted).toContain('bob');
    await clock.advanceAsync(29_999);
    expect(phase()).toBe('calling');
    await clock.advanceAsync(1);
    expect(calls.view()?.ending).toBe('not-reachable');
  });

  it('is called on the link of the second attempt when their browser was just starting during the first', async () => {
    const { calls, links, clock, phase, lastFrame } = createBench();
    calls.start({ contactId: 'bob', video: false });
    await clock.advanceAsync(9_900);
    const before = links.wanted.length;
    calls.handleUnreachable('bob');
    expect([phase(), links.wanted.length - before]).toEqual(['calling', 1]);
    links.open('bob');
    calls.handleOpened('bob');
    expect(lastFrame('call.invite')).toBeDefined();
  });
});

describe('every view', () => {
  it('is plain data', async () => {
    const { alice } = await connectedPair();
    expect(structuredClone(alice.calls.view())).toEqual(alice.calls.view());
  });

  it('is announced when it changed', async () => {
    const { alice } = await connectedPair();
    const before = alice.changes();
    alice.calls.setMicrophone({ on: false });
    expect(alice.changes()).toBeGreaterThan(before);
  });
});
