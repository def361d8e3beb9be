import { describe, expect, it } from 'vitest';
import { newCounters } from '#src/engine/chat/rules/counters.ts';
import type { ChatEffect } from '#src/engine/chat/rules/events.ts';
import { mailedThrough, messageState } from '#src/engine/chat/rules/message-state.ts';
import { toFrame } from '#src/engine/chat/rules/sending.ts';
import type { ChatMessage, ChatState } from '#src/engine/chat/rules/state.ts';
import { initialChat } from '#src/engine/chat/rules/state.ts';
import { createChat, mine, tellAll, theirs, withOutbox } from '../../../../fakes/chat-on-its-own.ts';

const announce: ChatEffect = { kind: 'announce' };
const repeatIn = (delayMs: number): ChatEffect => ({ kind: 'set-timer', timer: 'repeat', delayMs });
const noRepeat: ChatEffect = { kind: 'cancel-timer', timer: 'repeat' };

function withTextsOf(length: number, count: number): ChatState {
  const { counters, outbox } = withOutbox(count);
  return initialChat(
    counters,
    outbox.map((message) => ({ ...message, text: 'x'.repeat(length) })),
  );
}

function counts(chat: ReturnType<typeof createChat>): readonly number[] {
  return chat.effects().flatMap((effect) => (effect.kind === 'hand-over' ? effect.frames.map(({ n }) => n) : []));
}

describe('what is on its way', () => {
  it('is a mebibyte of text at the most', () => {
    const chat = createChat(tellAll, withTextsOf(65_536, 20));
    chat.open();
    expect(counts(chat)).toHaveLength(16);
    chat.dispatch({ kind: 'handed-over', through: 16 });
    chat.receive({ t: 'text.ack', epoch: mine, n: 1 });
    expect(chat.effects()[0]).toEqual(repeatIn(10_000));
    expect(counts(chat)).toEqual([17]);
  });

  it('is one message even if that alone were more', () => {
    const chat = createChat(tellAll, withTextsOf(1024 * 1024 + 1, 3));
    chat.open();
    expect(counts(chat)).toEqual([1]);
    chat.receive({ t: 'text.ack', epoch: mine, n: 1 });
    expect(counts(chat)).toEqual([2]);
  });

  it('is never more than 256 messages', () => {
    const chat = createChat(tellAll, withOutbox(1_000));
    chat.open();
    let through = 0;
    const groups: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      groups.push(counts(chat).length);
      through += counts(chat).length;
      chat.dispatch({ kind: 'handed-over', through });
      chat.receive({ t: 'text.ack', epoch: mine, n: through });
    }
    expect(groups).toEqual([32, 64, 128, 256, 256, 256]);
  });

  it('is not handed over twice, and goes on behind what the lane took', () => {
    const chat = createChat(tellAll, withOutbox(3));
    chat.open();
    expect(chat.effects().find(({ kind }) => kind === 'hand-over')).toMatchObject({ after: 0 });
    chat.dispatch({ kind: 'handed-over', through: 3 });
    expect(chat.effects()).toEqual([repeatIn(10_000), announce]);
    chat.receive({ t: 'text.ack', epoch: mine, n: 1 });
    expect(chat.effects().slice(0, 2)).toEqual([repeatIn(10_000), announce]);
    expect(chat.kinds()).not.toContain('hand-over');
  });

  it('is everything again on a fresh link, though what left once stays shown as sent', () => {
    const chat = createChat(tellAll, withOutbox(3));
    chat.open();
    chat.dispatch({ kind: 'handed-over', through: 3 });
    chat.dispatch({ kind: 'link-closed' });
    expect(chat.effects()).toEqual([noRepeat]);
    chat.dispatch({ kind: 'handed-over', through: 3 });
    expect(chat.effects()).toEqual([]);
    chat.open();
    expect(counts(chat)).toEqual([1, 2, 3]);
    chat.dispatch({ kind: 'handed-over', through: 1 });
    expect(chat.state()).toMatchObject({ handedOver: 3, link: { sentThrough: 1 } });
  });

  it('is repeated no more once nothing waits', () => {
    const chat = createChat(tellAll, withOutbox(2));
    chat.open();
    chat.dispatch({ kind: 'handed-over', through: 2 });
    chat.receive({ t: 'text.ack', epoch: mine, n: 2 });
    expect(chat.effects().slice(0, 2)).toEqual([noRepeat, announce]);
    chat.dispatch({ kind: 'timer-fired', timer: 'repeat' });
    expect(chat.effects()).toEqual([]);
    expect(chat.state().link).toMatchObject({ window: 64, repeatAfterMs: 10_000 });
  });

  it('is not repeated without a link', () => {
    const chat = createChat(tellAll, withOutbox(2));
    chat.dispatch({ kind: 'timer-fired', timer: 'repeat' });
    expect(chat.effects()).toEqual([]);
  });

  it('is asked for as often as at first after an acknowledgement that came late', () => {
    const chat = createChat(tellAll, withOutbox(5));
    chat.open();
    chat.dispatch({ kind: 'handed-over', through: 5 });
    chat.dispatch({ kind: 'timer-fired', timer: 'repeat' });
    expect(chat.state().link).toMatchObject({ kind: 'open', sentThrough: 0, window: 1, repeatAfterMs: 20_000 });
    chat.dispatch({ kind: 'handed-over', through: 1 });
    chat.receive({ t: 'text.ack', epoch: mine, n: 3 });
    expect(chat.state().link).toMatchObject({ kind: 'open', sentThrough: 3, window: 2, repeatAfterMs: 10_000 });
    expect(counts(chat)).toEqual([4, 5]);
  });
});

describe('an acknowledgement', () => {
  it('without a link settles what it names and starts no timer', () => {
    const chat = createChat(tellAll, withOutbox(3));
    chat.receive({ t: 'text.ack', epoch: mine, n: 2 });
    expect(chat.effects()[0]).toEqual(announce);
    expect(chat.state()).toMatchObject({ link: { kind: 'closed' }, outbox: [{ count: 3 }] });
    chat.stored();
    chat.receive({ t: 'text.ack', epoch: mine, n: 1 });
    chat.receive({ t: 'text.ack', epoch: mine, n: 2 });
    expect(chat.effects()).toEqual([]);
    expect(chat.state().counters).toMatchObject({ acknowledged: 2, readByThem: 0 });
  });

  it('of reading counts as one of storing, and one of storing later takes nothing back', () => {
    const chat = createChat(tellAll, withOutbox(3));
    chat.open();
    chat.receive({ t: 'text.read', epoch: mine, n: 2 });
    expect(chat.state().counters).toMatchObject({ acknowledged: 2, readByThem: 2 });
    chat.stored();
    chat.receive({ t: 'text.ack', epoch: mine, n: 3 });
    expect(chat.state().counters).toMatchObject({ acknowledged: 3, readByThem: 2 });
    chat.stored();
    chat.receive({ t: 'text.read', epoch: mine, n: 1 });
    expect(chat.effects()).toEqual([]);
    const { link } = chat.state();
    chat.receive({ t: 'text.read', epoch: mine, n: 3 });
    expect(chat.state().counters).toMatchObject({ acknowledged: 3, readByThem: 3 });
    expect(chat.state().link).toEqual(link);
  });
});

describe('a message that travels', () => {
  const [sample] = withOutbox(1).outbox;
  if (!sample) throw new Error('no message');
  const counters = { ...newCounters(mine), acknowledged: 4 };
  const place = { id: sample.id, epoch: mine, n: 1, base: 5, sentAtMs: 1 };
  const re = 'f'.repeat(32);

  it.each<[string, Partial<ChatMessage>, boolean | undefined, object]>([
    ['a text', {}, undefined, { t: 'text.message', text: 'x' }],
    ['an answer', { replyTo: re }, true, { t: 'text.message', text: 'x', re }],
    ['an answer, to an old version', { replyTo: re }, false, { t: 'text.message', text: 'x' }],
    ['an answer, to somebody not heard of yet', { replyTo: re }, undefined, { t: 'text.message', text: 'x' }],
    ['no answer, to a new version', {}, true, { t: 'text.message', text: 'x' }],
    ['what was deleted before it left', { text: '', deleted: true }, true, { t: 'text.message', text: '…' }],
    ['an edit', { amends: { kind: 'edit', target: re } }, true, { t: 'text.edit', of: re, text: 'x' }],
    ['a deletion', { amends: { kind: 'delete', target: re } }, true, { t: 'text.delete', of: re }],
    ['a reaction', { amends: { kind: 'reaction', target: re } }, true, { t: 'text.reaction', of: re, emoji: 'x' }],
  ])('is %s', (_, change, theyAmend, frame) => {
    const made = toFrame({ ...sample, ...change }, { ...counters, ...(theyAmend !== undefined && { theyAmend }) });
    expect(made).toStrictEqual({ ...place, ...frame });
  });
});

describe('how far a message has come', () => {
  const state = initialChat({ ...newCounters(mine), nextCount: 9, acknowledged: 4, readByThem: 2 }, []);
  const numbered = (count: number, change: Partial<ChatMessage> = {}): ChatMessage => {
    return { kind: 'message', id: `${count}`, mine: true, text: '', atMs: 1, order: 1, epoch: mine, count, ...change };
  };

  it('is told by its count', () => {
    const states = [1, 2, 3, 4, 5, 6, 7].map((count) => messageState({ ...state, handedOver: 6 }, numbered(count)));
    expect(states).toEqual(['read', 'read', 'delivered', 'delivered', 'sent', 'sent', 'queued']);
  });

  it('is delivered when it is theirs or of a former profile', () => {
    expect(messageState(state, numbered(8, { mine: false }))).toBe('delivered');
    expect(messageState(state, numbered(8, { epoch: theirs }))).toBe('delivered');
  });

  it('is sent as far as mail was left, and no less than acknowledged', () => {
    const left = (through: number) => ({ index: 0, from: 1, through, atMs: 0 });
    const counters = { ...state.counters, mailed: [left(3), left(6)] };
    expect([5, 6, 7].map((count) => messageState({ ...state, counters }, numbered(count)))).toEqual([
      'sent',
      'sent',
      'queued',
    ]);
    expect(mailedThrough({ ...counters, mailed: [left(2)] })).toBe(4);
    expect(mailedThrough(state.counters)).toBe(4);
  });
});
