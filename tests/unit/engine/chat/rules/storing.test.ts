import { describe, expect, it } from 'vitest';
import { arrival, createChat, theirs } from '../../../../fakes/chat-on-its-own.ts';

describe('storage that fails', () => {
  it('keeps what was composed and what arrived, tells so, and tries again by itself', () => {
    const chat = createChat();
    chat.open();
    chat.receive(arrival(1));
    chat.dispatch({ kind: 'write-failed' });
    expect(chat.timer('retry-write')).toMatchObject({ delayMs: 1_000 });
    chat.compose('one');
    expect(chat.kinds()).toContain('write');
    chat.dispatch({ kind: 'write-failed' });
    expect(chat.effects()).toContainEqual({ kind: 'settle', id: 'one', outcome: 'unsaved' });
    expect(chat.timer('retry-write')).toMatchObject({ delayMs: 2_000 });
    chat.dispatch({ kind: 'timer-fired', timer: 'retry-write' });
    chat.stored();
    expect(chat.sent()[0]).toEqual({ t: 'text.ack', epoch: theirs, n: 1 });
    expect(chat.handed()).toEqual([1]);
    expect(chat.effects()).toContainEqual({ kind: 'report-storage', storage: 'ok' });
    expect(chat.state().outbox.map(({ id, count }) => [id, count])).toEqual([['one', 1]]);
  });
});
