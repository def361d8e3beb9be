import { describe, expect, it } from 'vitest';
import { arrival, createChat } from '../../../../fakes/chat-on-its-own.ts';

const dayMs = 86_400_000;
const yearMs = 365 * dayMs;
const atMs = Date.UTC(2026, 5, 10, 18);
type Chat = ReturnType<typeof createChat>;

const receiveAt = (chat: Chat, n: number, times: { readonly sentAtMs: number; readonly atMs: number }): void =>
  chat.dispatch({ kind: 'frame-received', frame: arrival(n, { sentAtMs: times.sentAtMs }), atMs: times.atMs });
const written = (chat: Chat) => chat.effects().flatMap((effect) => (effect.kind === 'write' ? effect.entries : []));

describe('the time a message was written', () => {
  it.each([
    ['hours before it arrived', atMs - 8 * 3_600_000, atMs - 8 * 3_600_000],
    ['by a clock that is fast', atMs + 1, atMs],
    ['at the end of time', 8.64e15, atMs],
    ['a year ago, to the millisecond', atMs - yearMs, atMs - yearMs],
    ['longer ago than a year', atMs - yearMs - 1, atMs],
    ['in 1970, by a clock without a battery', 0, atMs],
  ])('%s', (_, sentAtMs, writtenAtMs) => {
    const chat = createChat();
    receiveAt(chat, 1, { sentAtMs, atMs });
    expect(written(chat)).toMatchObject([{ atMs, writtenAtMs }]);
  });

  it('never runs backwards for one sender whose clock was put back, stored, being stored or waiting', () => {
    const chat = createChat();
    chat.compose('mine');
    chat.stored();
    receiveAt(chat, 1, { sentAtMs: 3, atMs: 5 });
    chat.stored();
    receiveAt(chat, 2, { sentAtMs: 2, atMs: 5 });
    expect(written(chat)).toMatchObject([{ writtenAtMs: 3, order: 3 }]);
    receiveAt(chat, 3, { sentAtMs: 1, atMs: 6 });
    receiveAt(chat, 4, { sentAtMs: 4, atMs: 6 });
    chat.stored();
    expect(written(chat)).toMatchObject([
      { atMs: 6, writtenAtMs: 3, order: 4 },
      { atMs: 6, writtenAtMs: 4, order: 5 },
    ]);
    chat.stored();
    expect(chat.state().counters).toMatchObject({ writtenAtMs: 4, lastMessage: { atMs: 6, writtenAtMs: 4 } });
  });

  it('is not held up by a message that came while our own clock was fast', () => {
    const chat = createChat();
    receiveAt(chat, 1, { sentAtMs: atMs + yearMs, atMs: atMs + yearMs });
    chat.stored();
    receiveAt(chat, 2, { sentAtMs: atMs - 2, atMs });
    chat.stored();
    receiveAt(chat, 3, { sentAtMs: atMs + dayMs, atMs: atMs + 2 * dayMs });
    expect(written(chat)).toMatchObject([{ writtenAtMs: atMs + dayMs }]);
  });

  it('of ours is told by our own clock alone', () => {
    const chat = createChat();
    chat.compose('mine');
    expect(written(chat).map((entry) => 'writtenAtMs' in entry)).toEqual([false]);
  });
});
