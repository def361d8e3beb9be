import { describe, expect, it } from 'vitest';
import { messageState } from '#src/engine/chat/rules/message-state.ts';
import { createChat, mine, tellAll, theirs, withOutbox } from '../../../../fakes/chat-on-its-own.ts';

describe('sending', () => {
  it('hands nothing over before it is stored', () => {
    const chat = createChat();
    chat.open();
    chat.compose('one');
    expect(chat.kinds()).toContain('write');
    expect(chat.sent()).toEqual([]);
    chat.stored();
    expect(chat.handed()).toEqual([1]);
  });

  it('stores in one group what was composed during a write, in order', () => {
    const chat = createChat();
    for (const id of ['one', 'two', 'three']) chat.compose(id);
    expect(chat.kinds()).not.toContain('write');
    chat.stored();
    const write = chat.effects().find((effect) => effect.kind === 'write');
    expect(write?.entries.map((entry) => [entry.id, entry.order])).toEqual([
      ['two', 2],
      ['three', 3],
    ]);
  });

  it('asks for a link when a message waits and none is open', () => {
    const chat = createChat();
    chat.compose('one');
    chat.stored();
    expect(chat.kinds()).toContain('want-link');
  });

  it('goes through queued, sent, delivered, read, and never back', () => {
    const chat = createChat(tellAll, withOutbox(1));
    const [message] = chat.state().outbox;
    if (!message) throw new Error('no message');
    const seen = [messageState(chat.state(), message)];
    const note = (): void => void seen.push(messageState(chat.state(), message));
    chat.open();
    chat.dispatch({ kind: 'handed-over', through: 1 });
    note();
    chat.dispatch({ kind: 'link-closed' });
    note();
    chat.receive({ t: 'text.read', epoch: mine, n: 1 });
    note();
    chat.receive({ t: 'text.ack', epoch: mine, n: 1 });
    note();
    expect(seen).toEqual(['queued', 'sent', 'sent', 'read', 'read']);
  });

  it('hands a fresh link no more than its window and widens it with each acknowledgement', () => {
    const chat = createChat(tellAll, withOutbox(200));
    chat.open();
    expect(chat.handed()).toHaveLength(32);
    chat.dispatch({ kind: 'handed-over', through: 32 });
    chat.receive({ t: 'text.ack', epoch: mine, n: 32 });
    expect(chat.handed()).toEqual(Array.from({ length: 64 }, (_, index) => index + 33));
  });

  it('begins again after a refusal where the lane stopped', () => {
    const chat = createChat(tellAll, withOutbox(3));
    chat.open();
    chat.dispatch({ kind: 'handed-over', through: 1 });
    chat.receive({ t: 'text.ack', epoch: mine, n: 1 });
    expect(chat.handed()).toEqual([2, 3]);
  });

  it('repeats only the first message after long silence, and asks ever more seldom', () => {
    const chat = createChat(tellAll, withOutbox(5));
    chat.open();
    chat.dispatch({ kind: 'handed-over', through: 5 });
    expect(chat.timer('repeat')).toMatchObject({ delayMs: 10_000 });
    const delays: unknown[] = [];
    for (let round = 0; round < 4; round += 1) {
      chat.dispatch({ kind: 'timer-fired', timer: 'repeat' });
      expect(chat.handed()).toEqual([1]);
      chat.dispatch({ kind: 'handed-over', through: 1 });
      delays.push(chat.timer('repeat'));
    }
    expect(delays).toMatchObject([20_000, 40_000, 60_000, 60_000].map((delayMs) => ({ delayMs })));
  });

  it('lets an acknowledgement of another epoch change nothing', () => {
    const chat = createChat(tellAll, withOutbox(1));
    chat.receive({ t: 'text.ack', epoch: theirs, n: 1 });
    expect(chat.effects()).toEqual([]);
    expect(chat.state().outbox).toHaveLength(1);
  });
});
