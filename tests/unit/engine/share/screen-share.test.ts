import { describe, expect, it } from 'vitest';
import { settle } from '../../../fakes/virtual-clock.ts';
import { connectedPair } from '../calls/calls-bench.ts';

async function sharingPair() {
  const pair = await connectedPair();
  pair.alice.media.picker = 'screen-with-sound';
  pair.alice.calls.shareScreen();
  await settle();
  return pair;
}

describe('a share', () => {
  it('gives way to something else that is picked, in the same slot', async () => {
    const { alice, bob } = await sharingPair();
    const first = alice.media.last('screen');
    alice.calls.shareScreen();
    expect(alice.links.media('bob').sent.screen).toBe(first);
    await settle();
    const second = alice.media.last('screen');
    expect(second).not.toBe(first);
    expect(alice.links.media('bob').sent.screen).toBe(second);
    expect(alice.media.live().filter((label) => label === 'screen')).toHaveLength(1);
    expect(bob.other()?.screen).toBe(true);
    expect(alice.calls.view()?.notices).toEqual([]);
  });

  it('goes on when the picker for something else is closed', async () => {
    const { alice } = await sharingPair();
    const first = alice.media.last('screen');
    alice.media.picker = 'cancelled';
    alice.calls.shareScreen();
    await settle();
    expect(alice.links.media('bob').sent.screen).toBe(first);
    expect(alice.calls.view()).toMatchObject({ self: { screen: 'on' }, notices: [] });
  });

  it.each(['frozen', 'blank'] as const)(
    'that is %s sends nothing live from the click on, is silent, and says so',
    async (pause) => {
      const { alice, bob } = await sharingPair();
      let stillIsThere = (): void => undefined;
      alice.media.stillGate = new Promise((resolve) => {
        stillIsThere = resolve;
      });
      alice.calls.pauseSharing({ pause });
      expect(alice.links.media('bob').sent.screen).toBeNull();
      expect(alice.media.last('screen sound').enabled).toBe(false);
      await settle();
      expect(alice.links.media('bob').sent.screen).toBeNull();
      stillIsThere();
      await settle();
      expect(alice.links.media('bob').sent.screen).toBe(alice.media.last(pause));
      expect(alice.calls.view()?.self.share.paused).toBe(pause);
      expect(bob.other()).toMatchObject({ screen: true, sharePaused: pause });
      alice.calls.pauseSharing({ pause: null });
      await settle();
      expect(alice.links.media('bob').sent.screen).toBe(alice.media.last('screen'));
      expect(alice.media.last('screen sound').enabled).toBe(true);
      expect(bob.other()?.sharePaused).toBeUndefined();
    },
  );

  it('never sends a still picture that came after the pause was over, or another pause begun', async () => {
    const { alice } = await sharingPair();
    for (const pause of ['frozen', 'blank', null, 'frozen', null] as const) alice.calls.pauseSharing({ pause });
    await settle();
    expect(alice.links.media('bob').sent.screen).toBe(alice.media.last('screen'));
    expect(alice.media.live().filter((label) => label === 'frozen' || label === 'blank')).toEqual([]);
  });

  it('leaves no still picture behind when it ends in a pause', async () => {
    const { alice } = await sharingPair();
    alice.calls.pauseSharing({ pause: 'frozen' });
    await settle();
    alice.calls.stopSharing();
    await settle();
    expect(alice.media.live()).toEqual(['microphone', 'camera']);
    expect(alice.links.media('bob').sent.screen).toBeNull();
  });

  it('is tuned for text or motion, also in the middle', async () => {
    const { alice } = await sharingPair();
    expect(alice.media.tuned.at(-1)?.contentHint).toBe('detail');
    expect(alice.links.media('bob').preferences.screen).toBe('maintain-resolution');
    alice.shareMode = 'motion';
    alice.calls.handleShareMode();
    expect(alice.media.tuned.at(-1)).toMatchObject({ contentHint: 'motion', maxFramesPerSecond: 30 });
    expect(alice.links.media('bob').preferences.screen).toBe('maintain-framerate');
  });

  it('runs both ways at once', async () => {
    const { alice, bob } = await sharingPair();
    bob.calls.shareScreen();
    await settle();
    for (const one of [alice, bob]) {
      expect(one.calls.view()).toMatchObject({
        self: { screen: 'on', camera: 'on' },
        participants: [{ screen: true }],
      });
    }
  });

  it('says whether it has sound', async () => {
    const { alice, bob } = await sharingPair();
    expect(bob.other()?.screenSound).toBe(true);
    alice.media.picker = 'screen';
    alice.calls.shareScreen();
    await settle();
    expect(bob.other()?.screenSound).toBeUndefined();
  });
});

describe('the volume of a call', () => {
  it('is set for the voice and the share apart, within bounds, and forgotten with the call', async () => {
    const { alice } = await connectedPair();
    alice.calls.setVolume({ sound: { participant: 'bob', source: 'voice' }, volume: 0.3 });
    alice.calls.setVolume({ sound: { participant: 'bob', source: 'screen' }, volume: 7 });
    expect(Object.fromEntries(alice.media.volumes)).toEqual({ 'bob:voice': 0.3, 'bob:screen': 1 });
    expect(alice.other()?.volumes).toEqual({ voice: 0.3, screen: 1 });
    alice.calls.hangUp();
    expect(Object.fromEntries(alice.media.volumes)).toEqual({ 'bob:voice': 1, 'bob:screen': 1 });
  });
});
