import { describe, expect, it } from 'vitest';
import { settle } from '../../../fakes/virtual-clock.ts';
import type { Bench } from './calls-bench.ts';
import { connectedPair, createBench, createPair, ringAt } from './calls-bench.ts';

/** Alice has picked a screen, and it rings at Bob's. */
async function offeringPair() {
  const pair = createPair();
  pair.open();
  pair.alice.calls.offerScreen({ contactId: 'bob' });
  await settle();
  return pair;
}

/** Bob watches. */
async function watchingPair() {
  const pair = await offeringPair();
  pair.bob.calls.answer({ video: false });
  await settle();
  return pair;
}

describe('a share without a call', () => {
  it('is seen by the other side, with no device opened, no permission asked and nobody heard', async () => {
    const { alice, bob } = await watchingPair();
    expect([alice.phase(), bob.phase()]).toEqual(['connected', 'connected']);
    expect([alice.media.live(), bob.media.opened]).toEqual([['screen'], []]);
    expect([alice.asked, bob.asked]).toEqual([[], []]);
    expect(alice.links.media('bob').sent).toMatchObject({ microphone: null, camera: null });
    expect(alice.links.media('bob').sent.screen).toBe(alice.media.last('screen'));
    expect(bob.calls.view()).toMatchObject({
      shareOnly: true,
      direction: 'incoming',
      self: { microphone: 'none', camera: 'off', screen: 'off' },
      participants: [{ microphone: false, camera: false, screen: true }],
    });
    expect(bob.other()?.pictures.screen).toBeGreaterThan(0);
  });

  it('sends nothing of the screen before somebody watches', async () => {
    const { alice, bob } = await offeringPair();
    expect([alice.phase(), bob.phase()]).toEqual(['ringing', 'incoming']);
    expect(alice.calls.view()).toMatchObject({ shareOnly: true, self: { screen: 'on', microphone: 'none' } });
    expect(alice.links.media('bob').sent.screen).toBeNull();
  });

  it('does not ask for devices that were never allowed', async () => {
    const pair = createPair();
    for (const { media } of [pair.alice, pair.bob]) media.states.microphone = 'prompt';
    pair.open();
    pair.alice.calls.offerScreen({ contactId: 'bob' });
    await settle();
    pair.bob.calls.answer({ video: true });
    await settle();
    expect([pair.alice.phase(), pair.bob.phase()]).toEqual(['connected', 'connected']);
    expect([pair.alice.asked, pair.bob.asked]).toEqual([[], []]);
  });

  it('opens the picker before the order has returned', () => {
    const { calls, media } = createBench();
    let opened = false;
    media.openScreen = () => {
      opened = true;
      return Promise.resolve({ kind: 'cancelled' });
    };
    calls.offerScreen({ contactId: 'bob' });
    expect(opened).toBe(true);
  });

  it('leaves everything as it was when the picker is closed', async () => {
    const { alice, bob, open } = createPair();
    open();
    alice.media.picker = 'cancelled';
    alice.calls.offerScreen({ contactId: 'bob' });
    expect(alice.calls.view()).toBeNull();
    await settle();
    expect([alice.calls.view(), bob.calls.view()]).toEqual([null, null]);
    expect([alice.links.sent, alice.links.wanted, alice.notes]).toEqual([[], [], []]);
  });

  it('says that the system refused the picker, to the one who wanted to share and to nobody else', async () => {
    const { alice, bob, open } = createPair();
    open();
    alice.media.picker = 'refused';
    alice.calls.offerScreen({ contactId: 'bob' });
    await settle();
    const refused = { shareOnly: true, phase: 'ended', ending: 'permission-refused', notices: [] };
    expect(alice.calls.view()).toMatchObject(refused);
    expect(bob.calls.view()).toBeNull();
    expect([alice.links.sent, alice.links.wanted, alice.notes]).toEqual([[], [], []]);
  });

  it('shows nobody what is picked after a call has come between', async () => {
    let pick = (): void => undefined;
    const bench = createBench();
    bench.media.picker = new Promise((resolve) => {
      pick = resolve;
    });
    bench.calls.offerScreen({ contactId: 'carol' });
    ringAt(bench);
    bench.calls.answer({ video: false });
    pick();
    await settle();
    expect(bench.calls.view()).toMatchObject({ contactId: 'bob', self: { screen: 'off' } });
    expect(bench.media.live()).toEqual(['microphone']);
    expect(bench.links.kinds('bob')).not.toContain('call.invite');
  });

  it('lets no device be opened while the picker is open', async () => {
    const { calls, media } = createBench();
    media.picker = new Promise(() => undefined);
    calls.offerScreen({ contactId: 'bob' });
    calls.setMicrophone({ on: true });
    calls.setCamera({ on: true });
    await settle();
    expect(media.opened).toEqual([]);
  });
});

describe('the end of a share without a call', () => {
  it.each([
    ['stops it', (alice: Bench) => alice.calls.stopSharing()],
    ['ends it in the browser', (alice: Bench) => alice.media.last('screen').end()],
  ])('is told to both when the one who shares %s', async (_, stop) => {
    const { alice, bob, clock } = await watchingPair();
    await clock.advanceAsync(5_000);
    stop(alice);
    await settle();
    expect([alice.calls.view(), bob.calls.view()]).toMatchObject([
      { phase: 'ended', ending: 'hung-up-here', shareOnly: true, notices: [] },
      { phase: 'ended', ending: 'hung-up-there', shareOnly: true },
    ]);
    expect(alice.notes).toMatchObject([{ mine: true, share: true, durationMs: 5_000 }]);
    expect(bob.notes).toMatchObject([{ mine: false, share: true, durationMs: 5_000 }]);
    expect(alice.media.live()).toEqual([]);
    expect(bob.other()?.pictures.screen).toBe(0);
  });

  it('is a call from then on when somebody speaks', async () => {
    const { alice, bob } = await watchingPair();
    bob.calls.setMicrophone({ on: true });
    await settle();
    expect([alice.calls.view()?.shareOnly, bob.calls.view()?.shareOnly]).toEqual([true, true]);
    alice.calls.stopSharing();
    await settle();
    for (const { calls } of [alice, bob]) {
      expect(calls.view()).toMatchObject({ phase: 'connected' });
      expect(calls.view()?.shareOnly).toBeUndefined();
    }
    alice.calls.hangUp();
    await settle();
    expect([alice.notes, bob.notes].map(([note]) => note?.share)).toEqual([undefined, undefined]);
  });

  it.each([
    ['speaks', (alice: Bench) => alice.calls.setMicrophone({ on: true }), true],
    ['has muted', (alice: Bench) => alice.calls.setMicrophone({ on: true }), false],
    ['films', (alice: Bench) => alice.calls.setCamera({ on: true }), true],
  ])('cuts nobody off who %s', async (_, begin, staysOn) => {
    const { alice, bob } = await watchingPair();
    begin(alice);
    await settle();
    if (!staysOn) alice.calls.setMicrophone({ on: false });
    alice.media.last('screen').end();
    await settle();
    expect([alice.phase(), bob.phase()]).toEqual(['connected', 'connected']);
    expect(alice.calls.view()).toMatchObject({ notices: ['screen-ended'], self: { screen: 'off' } });
  });

  it('cancels the question when what was picked is gone before the answer', async () => {
    const { alice, bob } = await offeringPair();
    alice.media.last('screen').end();
    await settle();
    expect([alice.calls.view()?.ending, bob.calls.view()?.ending]).toEqual(['cancelled-here', 'cancelled-there']);
    expect(bob.notes).toMatchObject([{ share: true, ending: 'cancelled-there' }]);
  });

  it('comes with a hang-up of whoever watches', async () => {
    const { alice, bob } = await watchingPair();
    bob.calls.hangUp();
    await settle();
    expect(alice.calls.view()).toMatchObject({ ending: 'hung-up-there', shareOnly: true });
    expect(alice.media.live()).toEqual([]);
  });

  it('leaves a call alone in which a screen was shared', async () => {
    const { alice, bob } = await connectedPair();
    alice.calls.shareScreen();
    await settle();
    alice.calls.stopSharing();
    await settle();
    expect([alice.phase(), bob.phase()]).toEqual(['connected', 'connected']);
  });
});

describe('a share that meets a call', () => {
  it('is one call, in which only those are heard who dialled', async () => {
    const { alice, bob, open } = createPair();
    open();
    alice.calls.offerScreen({ contactId: 'bob' });
    await Promise.resolve();
    bob.calls.start({ contactId: 'alice', video: false });
    await settle();
    expect([alice.phase(), bob.phase()]).toEqual(['connected', 'connected']);
    expect([alice.media.live(), bob.media.live()]).toEqual([['screen'], ['microphone']]);
    for (const { calls } of [alice, bob]) expect(calls.view()?.shareOnly).toBeUndefined();
    expect(bob.other()).toMatchObject({ screen: true, microphone: false });
  });
});
