import { describe, expect, it } from 'vitest';
import { eventInTime } from '#src/adapters/media/event-in-time.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

function wait(there = false) {
  const clock = createVirtualClock();
  const target = new EventTarget();
  const state = { there };
  const inTime = eventInTime({ target, type: 'change', isThere: () => state.there, timeoutMs: 1_000, clock });
  return { clock, inTime, state, tell: () => target.dispatchEvent(new Event('change')) };
}

describe('an event in time', () => {
  it('is not waited for when what it tells of is there already, and leaves no timer behind', async () => {
    const { clock, inTime } = wait(true);
    expect(await inTime).toBe(true);
    expect(clock.pending()).toBe(0);
  });

  it('may come several times before it tells what is waited for', async () => {
    const { clock, inTime, state, tell } = wait();
    tell();
    expect(clock.pending()).toBe(1);
    state.there = true;
    tell();
    expect(await inTime).toBe(true);
    expect(clock.pending()).toBe(0);
  });

  it('is given up at the moment that was set, and not before', async () => {
    const { clock, inTime, state, tell } = wait();
    clock.advance(999);
    expect(clock.pending()).toBe(1);
    clock.advance(1);
    state.there = true;
    tell();
    expect(await inTime).toBe(false);
  });
});
