import { describe, expect, it } from 'vitest';
import type { ChatEffect } from '#src/engine/chat/rules/events.ts';
import { unsavedDrafts } from '#src/engine/chat/rules/storing.ts';
import type { CallNoteView } from '#src/shared/snapshot.ts';
import { arrival, createChat, mine, tellAll, theirs, withOutbox } from '../../../../fakes/chat-on-its-own.ts';

type Chat = ReturnType<typeof createChat>;

const announce: ChatEffect = { kind: 'announce' };
const note: CallNoteView = {
  kind: 'call',
  id: 'note',
  mine: true,
  ending: 'missed',
  atMs: 7,
  durationMs: 0,
  video: false,
};

const settle = (id: string, outcome: 'stored' | 'unsaved' | 'refused'): ChatEffect => ({ kind: 'settle', id, outcome });
const retryIn = (delayMs: number): ChatEffect => ({ kind: 'set-timer', timer: 'retry-write', delayMs });
const report = (storage: 'ok' | 'full' | 'unsaved'): ChatEffect => ({ kind: 'report-storage', storage });

const fail = (chat: Chat): void => chat.dispatch({ kind: 'write-failed' });
const retry = (chat: Chat): void => chat.dispatch({ kind: 'timer-fired', timer: 'retry-write' });

function written(chat: Chat) {
  return chat.effects().find((effect) => effect.kind === 'write');
}

describe('a write', () => {
  it('holds what was composed, arrived and happened, each in its place', () => {
    const chat = createChat();
    chat.compose('one');
    chat.receive(arrival(1, { re: 'f'.repeat(32) }));
    chat.dispatch({ kind: 'note-made', note });
    chat.compose('two');
    chat.stored();
    expect(written(chat)).toStrictEqual({
      kind: 'write',
      entries: [
        {
          kind: 'message',
          id: arrival(1).id,
          mine: false,
          text: 'their 1',
          atMs: 5,
          order: 2,
          epoch: theirs,
          count: 1,
          writtenAtMs: 1,
          replyTo: 'f'.repeat(32),
        },
        { ...note, order: 3 },
        { kind: 'message', id: 'two', mine: true, text: 'text two', atMs: 1, order: 4, epoch: mine, count: 2 },
      ],
      counters: {
        ...chat.state().counters,
        nextCount: 3,
        nextOrder: 5,
        received: { [theirs]: 1 },
        whole: { epoch: theirs, n: 1, id: arrival(1).id },
        writtenAtMs: 1,
        unread: 1,
        unreadFrom: 2,
        lastCallAtMs: note.atMs,
        unreadIds: [arrival(1).id],
        lastMessage: { text: 'text two', mine: true, atMs: 1, id: 'two' },
      },
    });
    expect(chat.state()).toMatchObject({ waiting: [], unsaved: false });
    chat.stored();
    expect(chat.state().outbox.map(({ id }) => id)).toEqual(['one', 'two']);
  });

  it('that is done tells who waited, and asks for a link only for what was written here', () => {
    const chat = createChat();
    chat.compose('one');
    chat.stored();
    expect(chat.effects().slice(0, 3)).toEqual([settle('one', 'stored'), { kind: 'want-link' }, announce]);
    chat.dispatch({ kind: 'note-made', note });
    chat.stored();
    expect(chat.effects()).toEqual([settle('note', 'stored'), announce]);
    chat.receive(arrival(1));
    chat.stored();
    expect(chat.effects()).toEqual([announce]);
  });

  it('over an open link acknowledges each epoch once, before it tells anybody here', () => {
    const chat = createChat();
    chat.open();
    chat.compose('one');
    for (const n of [1, 2]) chat.receive(arrival(n));
    chat.receive(arrival(1, { epoch: 'c'.repeat(32), id: 'c'.repeat(32) }));
    chat.stored();
    expect(chat.kinds()).not.toContain('want-link');
    chat.stored();
    const ack = (epoch: string, n: number): ChatEffect => ({ kind: 'send', frame: { t: 'text.ack', epoch, n } });
    expect(chat.effects().slice(0, 3)).toEqual([ack(theirs, 2), ack('c'.repeat(32), 1), announce]);
    expect(chat.kinds()).not.toContain('want-link');
  });

  it('of counters alone tells nobody anything', () => {
    const chat = createChat(tellAll, withOutbox(1));
    chat.receive({ t: 'text.ack', epoch: mine, n: 1 });
    expect(written(chat)).toMatchObject({ entries: [], counters: { acknowledged: 1 } });
    expect(chat.state().unsaved).toBe(false);
    chat.stored();
    expect(chat.effects()).toEqual([]);
  });

  it('that found a message known has its counters stored once more', () => {
    const chat = createChat();
    chat.receive(arrival(1));
    chat.stored([arrival(1).id]);
    expect(written(chat)).toMatchObject({ entries: [], counters: { received: { [theirs]: 1 }, nextOrder: 2 } });
    chat.stored();
    expect(chat.effects()).toEqual([]);
  });

  it('leaves what is known under the identifier of a message composed here alone', () => {
    const chat = createChat();
    chat.compose('one');
    chat.stored(['one']);
    expect(chat.state().outbox.map(({ id }) => id)).toEqual(['one']);
  });
});

describe('a write that fails', () => {
  it('keeps everything in its order and says what it could not keep', () => {
    const chat = createChat();
    chat.compose('one');
    chat.receive(arrival(1));
    fail(chat);
    expect(chat.effects()).toEqual([settle('one', 'unsaved'), report('unsaved'), retryIn(1_000), announce]);
    chat.dispatch({ kind: 'note-made', note });
    expect(chat.effects()).toEqual([]);
    expect(chat.state().waiting.map(({ kind }) => kind)).toEqual(['draft', 'arrival', 'note']);
    expect(unsavedDrafts(chat.state()).map(({ id }) => id)).toEqual(['one']);
    expect(chat.state()).toMatchObject({ unsaved: true, failures: 1, writing: null });
  });

  it('of nothing that was written here only says that the disk is full', () => {
    const chat = createChat();
    chat.receive(arrival(1));
    fail(chat);
    expect(chat.effects()).toEqual([report('full'), retryIn(1_000), announce]);
    chat.dispatch({ kind: 'note-made', note });
    retry(chat);
    fail(chat);
    expect(chat.effects()).toEqual([settle('note', 'unsaved'), report('full'), retryIn(2_000), announce]);
  });

  it('hands a change of a message back and keeps nothing of it', () => {
    const chat = createChat();
    const amends = { kind: 'edit', target: 'f'.repeat(32) } as const;
    chat.dispatch({ kind: 'message-composed', id: 'edit', text: 'new', atMs: 1, amends });
    fail(chat);
    expect(chat.effects()).toEqual([settle('edit', 'refused'), report('full'), retryIn(1_000), announce]);
    expect(chat.state().waiting).toEqual([]);
  });

  it('keeps a hundred messages and no more', () => {
    const chat = createChat();
    chat.compose('first');
    for (let n = 2; n <= 103; n += 1) chat.compose(`m${n}`);
    fail(chat);
    fail(chat);
    const outcomes = chat.effects().flatMap((effect) => (effect.kind === 'settle' ? [effect.outcome] : []));
    expect(outcomes).toEqual([...Array.from({ length: 100 }, () => 'unsaved'), 'refused', 'refused', 'refused']);
    expect(unsavedDrafts(chat.state())).toHaveLength(100);
  });

  it('keeps a message beside any number that arrived, and those as they arrived', () => {
    const chat = createChat();
    chat.receive({ ...arrival(1), t: 'text.edit', of: 'f'.repeat(32) });
    for (let n = 2; n <= 150; n += 1) chat.receive(arrival(n));
    fail(chat);
    chat.compose('one');
    fail(chat);
    expect(chat.effects()).toContainEqual(settle('one', 'unsaved'));
    expect(chat.state().waiting).toHaveLength(151);
    expect(chat.state().waiting[0]).toStrictEqual({
      kind: 'arrival',
      id: arrival(1).id,
      atMs: 5,
      writtenAtMs: 1,
      at: { epoch: theirs, n: 1 },
      text: 'their 1',
      amends: { kind: 'edit', target: 'f'.repeat(32) },
    });
  });

  it('is tried again at longer and longer intervals, which begin anew after a success', () => {
    const chat = createChat();
    chat.receive(arrival(1));
    for (const seconds of [1, 2, 4, 8, 16, 30, 30]) {
      fail(chat);
      expect(chat.timer('retry-write')).toEqual(retryIn(seconds * 1_000));
      retry(chat);
      expect(written(chat)).toMatchObject({ entries: [{ id: arrival(1).id }] });
    }
    chat.stored();
    expect(chat.effects()).toEqual([{ kind: 'cancel-timer', timer: 'retry-write' }, report('ok'), announce]);
    chat.receive(arrival(2));
    fail(chat);
    expect(chat.timer('retry-write')).toEqual(retryIn(1_000));
  });

  it('is tried again for a new message of a person, not for what arrives or for those that wait already', () => {
    const chat = createChat();
    chat.compose('one');
    fail(chat);
    chat.receive(arrival(1));
    expect(chat.kinds()).toEqual([]);
    chat.compose('two');
    expect(written(chat)).toMatchObject({ entries: [{ id: 'one' }, { id: arrival(1).id }, { id: 'two' }] });
    expect(unsavedDrafts(chat.state()).map(({ id }) => id)).toEqual(['one']);
    retry(chat);
    expect(chat.effects()).toEqual([]);
  });

  it('is not tried again when all is well', () => {
    const chat = createChat();
    retry(chat);
    expect(chat.effects()).toEqual([]);
  });
});
