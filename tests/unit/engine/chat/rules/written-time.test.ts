import { describe, expect, it } from 'vitest';
import { writtenTime } from '#src/engine/chat/rules/written-time.ts';
import { arrival, createChat } from '../../../../fakes/chat-on-its-own.ts';

const dayMs = 86_400_000;
const yearMs = 365 * dayMs;
const arrivedAtMs = Date.UTC(2026, 5, 10, 18);

describe('the time a message was written', () => {
  it.each([
    ['hours before it arrived', { sentAtMs: arrivedAtMs - 8 * 3_600_000 }, arrivedAtMs - 8 * 3_600_000],
    ['by a clock that is fast', { sentAtMs: arrivedAtMs + 1 }, arrivedAtMs],
    ['at the end of time', { sentAtMs: 8.64e15 }, arrivedAtMs],
    ['a year ago, to the millisecond', { sentAtMs: arrivedAtMs - yearMs }, arrivedAtMs - yearMs],
    ['longer ago than a year', { sentAtMs: arrivedAtMs - yearMs - 1 }, arrivedAtMs],
    ['in 1970, by a clock without a battery', { sentAtMs: 0 }, arrivedAtMs],
    [
      'before what they wrote before it, by a clock that was put back',
      { sentAtMs: arrivedAtMs - 2 * dayMs, previousMs: arrivedAtMs - dayMs },
      arrivedAtMs - dayMs,
    ],
    [
      'before one that came while our own clock was fast',
      { sentAtMs: arrivedAtMs - 1, previousMs: arrivedAtMs + yearMs },
      arrivedAtMs,
    ],
  ])('%s', (_, told, shown) => {
    expect(writtenTime({ arrivedAtMs, ...told })).toBe(shown);
  });
});

describe('what is stored of a message that was long on its way', () => {
  const entries = (chat: ReturnType<typeof createChat>) =>
    chat.effects().flatMap((effect) => (effect.kind === 'write' ? effect.entries : []));

  it('is both times, with those of one sender never running backwards and ours left alone', () => {
    const chat = createChat();
    chat.compose('mine');
    chat.stored();
    chat.receive(arrival(1, { sentAtMs: 3 }));
    expect(entries(chat)).toMatchObject([{ atMs: 5, writtenAtMs: 3, order: 2 }]);
    chat.receive(arrival(2, { sentAtMs: 2 }));
    chat.receive(arrival(3, { sentAtMs: 4 }));
    chat.stored();
    expect(entries(chat)).toMatchObject([
      { writtenAtMs: 3, order: 3 },
      { writtenAtMs: 4, order: 4 },
    ]);
    chat.stored();
    expect(chat.state().counters).toMatchObject({ theirsWrittenAtMs: 4, lastMessage: { atMs: 5, writtenAtMs: 4 } });
  });

  it('is one time when both are the same', () => {
    const chat = createChat();
    chat.receive(arrival(1, { sentAtMs: 5 }));
    expect(entries(chat).map((entry) => 'writtenAtMs' in entry)).toEqual([false]);
  });
});
