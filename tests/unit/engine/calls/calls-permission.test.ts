import { describe, expect, it } from 'vitest';
import { permissionTimeoutMs } from '#src/engine/devices/permission-wait.ts';
import { settle } from '../../../fakes/virtual-clock.ts';
import { connectedPair, createBench, ringAt } from './calls-bench.ts';

describe('a call that needs no permission page', () => {
  it.each(['granted', 'denied', 'missing'] as const)(
    'rings there although no device is open yet (%s)',
    async (state) => {
      const bench = createBench();
      bench.media.states.microphone = state;
      bench.media.states.camera = state;
      bench.media.gate = new Promise(() => undefined);
      bench.links.open('bob');
      bench.calls.start({ contactId: 'bob', video: true });
      await settle();
      expect(bench.links.kinds('bob')).toEqual(['call.invite']);
      expect(bench.media.opened).toEqual([]);
    },
  );

  it('asks for its devices after the invite has left', async () => {
    const order: string[] = [];
    const bench = createBench({ onSend: () => void order.push('invite') });
    const { open } = bench.media;
    bench.media.open = async (device, preferredId) => {
      order.push(device);
      return open(device, preferredId);
    };
    bench.links.open('bob');
    bench.calls.start({ contactId: 'bob', video: true });
    await settle();
    expect(order).toEqual(['invite', 'microphone', 'camera']);
  });

  it('rings nobody while one device is still to be asked for', async () => {
    const bench = createBench();
    bench.media.states.camera = 'prompt';
    bench.links.open('bob');
    bench.calls.start({ contactId: 'bob', video: true });
    await settle();
    expect(bench.links.kinds('bob')).toEqual([]);
    expect(bench.media.opened).toEqual([]);
  });
});

describe('the permission page', () => {
  it('opens once before an outgoing call, which goes on by itself', async () => {
    const bench = createBench();
    bench.media.states.microphone = 'prompt';
    bench.links.open('bob');
    bench.calls.start({ contactId: 'bob', video: false });
    await settle();
    expect(bench.phase()).toBe('waiting-for-permission');
    expect(bench.asked).toEqual([{ video: false }]);
    expect(bench.links.kinds('bob')).toEqual([]);
    expect(bench.media.opened).toEqual([]);
    bench.media.states.microphone = 'granted';
    bench.calls.permissionSettled({ granted: true });
    await settle();
    expect(bench.links.kinds('bob')).toEqual(['call.invite']);
    expect(bench.media.live()).toEqual(['microphone']);
  });

  it('ends an outgoing call when refused', async () => {
    const bench = createBench();
    bench.media.states.microphone = 'prompt';
    bench.calls.start({ contactId: 'bob', video: false });
    await settle();
    bench.media.states.microphone = 'denied';
    bench.calls.permissionSettled({ granted: false });
    await settle();
    expect(bench.calls.view()?.ending).toBe('permission-refused');
    expect(bench.media.opened).toEqual([]);
  });

  it('left open does not keep the call waiting for ever', async () => {
    const bench = createBench();
    bench.media.states.microphone = 'prompt';
    bench.calls.start({ contactId: 'bob', video: false });
    await settle();
    await bench.clock.advanceAsync(permissionTimeoutMs - 1);
    expect(bench.phase()).toBe('waiting-for-permission');
    await bench.clock.advanceAsync(1);
    await settle();
    expect(bench.calls.view()?.ending).toBe('permission-refused');
    expect(bench.clock.pending()).toBe(0);
  });

  it('answered after hanging up opens nothing', async () => {
    const bench = createBench();
    bench.media.states.camera = 'prompt';
    bench.calls.start({ contactId: 'bob', video: true });
    await settle();
    bench.calls.hangUp();
    expect(bench.calls.view()?.ending).toBe('cancelled-here');
    bench.media.states.camera = 'granted';
    bench.calls.permissionSettled({ granted: true });
    await settle();
    expect(bench.media.opened).toEqual([]);
  });

  it('does not hold up an answer: the other side hears at once, devices follow', async () => {
    const bench = createBench();
    bench.media.states.microphone = 'prompt';
    ringAt(bench);
    bench.calls.answer({ video: false });
    await settle();
    expect(bench.links.kinds('bob')).toContain('call.accept');
    expect(bench.phase()).toBe('waiting-for-permission');
    bench.calls.permissionSettled({ granted: true });
    await settle();
    expect(bench.media.live()).toEqual(['microphone']);
    expect(bench.lastFrame('call.state')).toMatchObject({ mic: true });
  });

  it('refused after an answer joins without devices and says so', async () => {
    const bench = createBench();
    bench.media.states.microphone = 'prompt';
    bench.media.states.camera = 'prompt';
    ringAt(bench);
    bench.calls.answer({ video: true });
    await settle();
    bench.calls.permissionSettled({ granted: false });
    await settle();
    expect(bench.phase()).toBe('connecting');
    expect(bench.calls.view()?.notices).toEqual(['devices-denied']);
    expect(bench.media.opened).toEqual([]);
  });

  it('asked for by the camera button in a call leaves the call alone', async () => {
    const { alice } = await connectedPair();
    alice.calls.setCamera({ on: false });
    alice.media.states.camera = 'prompt';
    alice.calls.setCamera({ on: true });
    await settle();
    expect(alice.phase()).toBe('connected');
    expect(alice.asked).toEqual([{ video: true }]);
    alice.calls.permissionSettled({ granted: false });
    await settle();
    expect(alice.calls.view()).toMatchObject({
      phase: 'connected',
      notices: ['camera-denied'],
      self: { camera: 'off' },
    });
  });
});
