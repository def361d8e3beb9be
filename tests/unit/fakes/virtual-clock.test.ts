import { expect, test } from 'vitest';
import { createVirtualClock } from '../../fakes/virtual-clock.ts';

test('timers run in order of due time, equal ones in order of creation', () => {
  const clock = createVirtualClock();
  const ran: string[] = [];
  clock.after(20, () => ran.push('late'));
  clock.after(10, () => ran.push('first'));
  clock.after(10, () => ran.push('second'));
  clock.advance(20);
  expect(ran).toEqual(['first', 'second', 'late']);
});

test('a timer one millisecond in the future does not run, a cancelled one never', () => {
  const clock = createVirtualClock();
  const ran: string[] = [];
  const cancel = clock.after(5, () => ran.push('cancelled'));
  clock.after(11, () => ran.push('due'));
  cancel();
  clock.advance(10);
  expect(ran).toEqual([]);
  clock.advance(1);
  expect(ran).toEqual(['due']);
  expect(clock.pending()).toBe(0);
});

test('a timer set by a promise that a timer resolved runs in the same advance', async () => {
  const clock = createVirtualClock();
  const ran: number[] = [];
  const start = clock.nowMs();
  clock.after(10, () => {
    void Promise.resolve().then(() => clock.after(10, () => ran.push(clock.nowMs() - start)));
  });
  await clock.advanceAsync(20);
  expect(ran).toEqual([20]);
});
