import { expect, test } from 'vitest';
import { createRunner } from '#src/engine/runner.ts';

type Event = 'double' | 'add' | 'nothing';

function createSum(onEffect: (effect: string, send: (event: Event) => void) => void, seen: number[] = []) {
  return createRunner<number, Event, string>({
    initial: 1,
    step(state, event) {
      if (event === 'nothing') return [state, ['nothing']];
      return event === 'add' ? [state + 1, []] : [state * 2, ['first', 'second']];
    },
    perform: onEffect,
    onState: (next) => seen.push(next),
  });
}

test('an event sent by an effect waits until all effects of its cause are performed', () => {
  const log: string[] = [];
  const runner = createSum((effect, send) => {
    log.push(`${effect} at ${runner.state()}`);
    if (effect === 'first') send('add');
  });
  runner.send('double');
  expect(log).toEqual(['first at 2', 'second at 2']);
  expect(runner.state()).toBe(3);
});

test('a state is published before its effects, and only when it changed', () => {
  const seen: number[] = [];
  const runner = createSum(() => expect(seen).toEqual([2]), seen);
  runner.send('double');
  const silent: number[] = [];
  createSum(() => undefined, silent).send('nothing');
  expect(silent).toEqual([]);
});

test('an effect that throws is seen by the sender, and nothing else is left out because of it', () => {
  const log: string[] = [];
  const runner = createSum((effect, send) => {
    log.push(effect);
    if (effect === 'second') return;
    send('add');
    throw new Error('our mistake');
  });
  expect(() => runner.send('double')).toThrow('our mistake');
  expect(log).toEqual(['first', 'second']);
  expect(runner.state()).toBe(3);
  runner.send('add');
  expect(runner.state()).toBe(4);
});
