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

function createTape(perform: (effect: string, send: Tell, answer: Tell) => void, rest: Partial<Rest> = {}) {
  return createRunner<string, string, string>({
    initial: '',
    step: (state, event) => [`${state}${event}`, [event]],
    perform,
    ...rest,
  });
}

type Tell = (event: string) => void;
type Rest = Pick<Parameters<typeof createRunner>[0], 'onRest' | 'signal'>;

test('what comes of an effect at once goes before the events that wait, what comes of it later goes behind them', () => {
  const runner = createTape((effect, send, answer) => {
    if (effect !== 'a') return;
    send('b');
    send('c');
    answer('!');
  });
  runner.send('a');
  expect(runner.state()).toBe('a!bc');
});

test('rest is told once for all events that were handled together, when the next one can be sent', () => {
  const told: string[] = [];
  const runner = createTape((effect, send) => (effect === 'a' ? send('b') : undefined), {
    onRest: () => {
      told.push(runner.state());
      if (told.length === 1) runner.send('c');
    },
  });
  runner.send('a');
  expect(told).toEqual(['ab', 'abc']);
});

test('rest is told although an effect threw, and a mistake in telling is seen by the sender', () => {
  let told = 0;
  const runner = createTape(
    () => {
      throw new Error('our mistake');
    },
    {
      onRest: () => {
        told += 1;
        throw new Error('a later mistake');
      },
    },
  );
  expect(() => runner.send('a')).toThrow('our mistake');
  expect(told).toBe(1);
  expect(() => createTape(() => undefined, { onRest: () => void runner.send('b') }).send('a')).toThrow('our mistake');
});

test('once it is stopped the event at hand is handled to its end, and nothing that waits or comes later', () => {
  const lifetime = new AbortController();
  const performed: string[] = [];
  const runner = createRunner<string, string, string>({
    initial: '',
    step: (state, event) => [`${state}${event}`, [`${event}1`, `${event}2`]],
    perform(effect, send) {
      performed.push(effect);
      if (effect === 'a1') {
        send('b');
        lifetime.abort();
      }
    },
    signal: lifetime.signal,
  });
  runner.send('a');
  runner.send('c');
  expect(runner.state()).toBe('a');
  expect(performed).toEqual(['a1', 'a2']);
});
