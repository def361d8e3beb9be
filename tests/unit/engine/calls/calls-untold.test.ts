import { describe, expect, it } from 'vitest';
import { maxMissedAgeMs } from '#src/engine/calls/rules/frames.ts';
import { reachTimeoutMs } from '#src/engine/calls/rules/state.ts';
import { createInMemoryStores } from '../../../fakes/in-memory-stores.ts';
import { createVirtualClock, settle } from '../../../fakes/virtual-clock.ts';
import { createBench } from './calls-bench.ts';

/** Alice has called somebody who was away, and her browser has gone since. */
async function afterRestart() {
  const clock = createVirtualClock();
  const stores = createInMemoryStores();
  const before = createBench({ clock, stores });
  before.calls.start({ contactId: 'bob', video: true });
  await clock.advanceAsync(reachTimeoutMs);
  const after = createBench({ clock, stores, callIdDigit: 'c' });
  return { clock, stores, after };
}

describe('a call to somebody who was away', () => {
  it('is told although the browser was closed in between', async () => {
    const { clock, after } = await afterRestart();
    await after.calls.load();
    clock.advance(60_000);
    after.links.open('bob');
    after.calls.handleOpened('bob');
    expect(after.lastFrame('call.missed')).toMatchObject({ video: true, atAgeMs: 60_000 });
  });

  it('is told no more once they have noted it, whatever restarts', async () => {
    const { clock, stores, after } = await afterRestart();
    await after.calls.load();
    after.links.open('bob');
    after.calls.handleOpened('bob');
    after.calls.handleFrame('bob', { t: 'call.noted', callId: `a${'1'.padStart(31, '0')}` });
    await settle();
    expect(await stores.untoldCalls.load()).toEqual([]);
    const again = createBench({ clock, stores });
    await again.calls.load();
    again.links.open('bob');
    again.calls.handleOpened('bob');
    expect(again.links.kinds('bob')).toEqual([]);
  });

  it('is let go after a day', async () => {
    const { clock, after } = await afterRestart();
    clock.advance(maxMissedAgeMs + 1);
    await after.calls.load();
    after.links.open('bob');
    after.calls.handleOpened('bob');
    expect(after.links.kinds('bob')).toEqual([]);
  });

  it('is forgotten on disk with the contact', async () => {
    const { stores, after } = await afterRestart();
    await after.calls.load();
    after.calls.handleRemoved('bob');
    await settle();
    expect(await stores.untoldCalls.load()).toEqual([]);
  });

  it('does not keep the engine from starting when it cannot be read', async () => {
    const stores = createInMemoryStores();
    const broken = { ...stores.untoldCalls, load: () => Promise.reject(new Error('disk')) };
    const bench = createBench({ stores: { untoldCalls: broken } });
    await bench.calls.load();
    expect(bench.calls.view()).toBeNull();
  });
});
