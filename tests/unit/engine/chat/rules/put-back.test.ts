import { describe, expect, it } from 'vitest';
import type { ChatEffect } from '#src/engine/chat/rules/events.ts';
import type { TextFrame } from '#src/engine/chat/rules/frames.ts';
import { messageState } from '#src/engine/chat/rules/message-state.ts';
import type { ChatMessage, ChatState } from '#src/engine/chat/rules/state.ts';
import { initialChat } from '#src/engine/chat/rules/state.ts';
import { createChat, mine, tellAll, withOutbox } from '../../../../fakes/chat-on-its-own.ts';

const fresh = 'd'.repeat(32);
const other = 'c'.repeat(32);
const stranger = 'f'.repeat(32);
const features: TextFrame = { t: 'text.features', names: ['amend', 'position'] };
const told = (n: number, id: string | undefined = `m${n}`, epoch = mine): TextFrame => ({
  t: 'text.position',
  newest: { epoch, n, id },
});

function ours(count: number): ChatMessage {
  const [message] = withOutbox(count).outbox.slice(-1);
  if (!message) throw new Error('no message');
  return message;
}

/** Five of ours over an open link, of which they acknowledged some and read some. */
function talking(acknowledged: number, readByThem = 0) {
  const state = withOutbox(5);
  const counters = { ...state.counters, acknowledged, acknowledgedId: `m${acknowledged}`, readByThem, theyAmend: true };
  const outbox = state.outbox.filter(({ count }) => count > acknowledged);
  const chat = createChat(tellAll, initialChat(counters, outbox));
  chat.open();
  chat.dispatch({ kind: 'handed-over', through: 5 });
  chat.receive(features);
  return chat;
}

type Chat = ReturnType<typeof talking>;

const counted = (chat: Chat) => chat.effects().filter(({ kind }) => kind === 'count-bad-frame').length;
const asked = (chat: Chat) => chat.effects().find((effect): effect is Asked => effect.kind === 'make-epoch');
type Asked = Extract<ChatEffect, { kind: 'make-epoch' }>;

/** The host answers, and storage takes it. */
function begin(chat: Chat, again: readonly ChatMessage[] = []): void {
  chat.dispatch({ kind: 'epoch-made', epoch: fresh, told: again });
  expect(chat.kinds()).toContain('renumber');
  chat.stored();
}

const places = ({ outbox }: ChatState) => outbox.map(({ id, epoch, count }) => `${id} ${epoch === fresh} ${count}`);

describe('somebody who was put back to an older state', () => {
  it('begins a new epoch when an acknowledgement names what was never written', () => {
    const chat = createChat(tellAll, withOutbox(2));
    chat.open();
    chat.receive({ t: 'text.ack', epoch: mine, n: 3 });
    expect(counted(chat)).toBe(0);
    expect(asked(chat)).toEqual({ kind: 'make-epoch', epoch: mine, from: null });
    begin(chat);
    expect(places(chat.state())).toEqual(['m1 true 1', 'm2 true 2']);
    expect(chat.handed()).toEqual([1, 2]);
    expect(chat.sent()).toMatchObject([{ base: 1 }, { base: 1 }]);
  });

  it('takes a second such word on one link for nonsense, which costs a cheat the link and us no more writes', () => {
    const chat = createChat(tellAll, withOutbox(2));
    chat.open();
    chat.receive({ t: 'text.ack', epoch: mine, n: 3 });
    begin(chat);
    chat.receive({ t: 'text.ack', epoch: fresh, n: 3 });
    expect([counted(chat), asked(chat)]).toEqual([1, undefined]);
  });

  it.each([
    ['beyond the last', 6, stranger],
    ['that bears another message', 4, stranger],
  ])('begins a new epoch when they have a place %s', (_, n, id) => {
    const chat = talking(3);
    chat.receive(told(n, id));
    expect(asked(chat)).toBeDefined();
    begin(chat);
    expect(places(chat.state())).toEqual(['m4 true 1', 'm5 true 2']);
    expect([ours(3), ours(5)].map((message) => messageState(chat.state(), message))).toEqual([
      'delivered',
      'delivered',
    ]);
  });

  it('is told nothing by acknowledgements and receipts before they have said what they have', () => {
    const chat = talking(3);
    chat.receive({ t: 'text.ack', epoch: mine, n: 5 });
    chat.receive({ t: 'text.read', epoch: mine, n: 5 });
    expect(chat.state().counters).toMatchObject({ acknowledged: 3, readByThem: 0 });
    chat.receive(told(5));
    expect(chat.state().counters).toMatchObject({ acknowledged: 5, readByThem: 0 });
    chat.receive({ t: 'text.read', epoch: mine, n: 5 });
    expect(chat.state().counters.readByThem).toBe(5);
  });

  it('is told nothing by what comes late from a former link', () => {
    const chat = talking(3);
    chat.receive(told(3));
    chat.dispatch({ kind: 'link-closed' });
    chat.receive({ t: 'text.ack', epoch: mine, n: 5 });
    chat.open();
    chat.receive({ t: 'text.ack', epoch: mine, n: 5 });
    expect(chat.state().counters.acknowledged).toBe(3);
    chat.receive({ t: 'text.features', names: ['amend'] });
    chat.receive({ t: 'text.ack', epoch: mine, n: 5 });
    expect(chat.state().counters.acknowledged).toBe(5);
  });

  it('learns of what was delivered before that it was read, and of nothing else', () => {
    const chat = talking(3);
    chat.receive(told(6, stranger));
    begin(chat);
    chat.receive({ t: 'text.read', epoch: mine, n: 6 });
    expect(messageState(chat.state(), ours(3))).toBe('read');
    expect(chat.state().outbox.map((message) => messageState(chat.state(), message))).toEqual(['queued', 'queued']);
  });

  it('learns also what was read while the new epoch is not stored yet', () => {
    const chat = talking(3);
    chat.receive(told(6, stranger));
    chat.receive({ t: 'text.read', epoch: mine, n: 6 });
    chat.stored();
    begin(chat);
    expect(messageState(chat.state(), ours(3))).toBe('read');
    expect(chat.state().outbox.map((message) => messageState(chat.state(), message))).toEqual(['queued', 'queued']);
  });

  it('begins a new epoch when the last that they acknowledged is another message there', () => {
    const chat = talking(5);
    chat.receive(told(5, stranger));
    expect(asked(chat)).toBeDefined();
  });

  it('in an epoch that was forgotten begins another, once', () => {
    const chat = talking(3);
    chat.receive(told(9, stranger, other));
    begin(chat);
    chat.dispatch({ kind: 'link-closed' });
    chat.open();
    chat.receive(features);
    chat.receive(told(9, stranger, other));
    expect(asked(chat)).toBeUndefined();
    expect(counted(chat)).toBe(0);
  });

  it('leaves what is written meanwhile to the new epoch, and nothing under the old one', () => {
    const chat = talking(5);
    chat.compose('late');
    chat.receive(told(9, stranger));
    chat.stored();
    expect(chat.sent()).toEqual([]);
    begin(chat);
    expect(places(chat.state())).toEqual(['late true 1']);
  });

  it('tries the new epoch again when the disk refuses it', () => {
    const chat = talking(3);
    chat.receive(told(9, stranger));
    chat.dispatch({ kind: 'epoch-made', epoch: fresh, told: [] });
    chat.dispatch({ kind: 'write-failed' });
    expect(chat.sent()).toEqual([]);
    chat.dispatch({ kind: 'timer-fired', timer: 'retry-write' });
    expect(chat.kinds()).toContain('renumber');
    chat.stored();
    expect(places(chat.state())).toEqual(['m4 true 1', 'm5 true 2']);
  });
});

describe('a contact who was put back to an older state', () => {
  it('gets again what was delivered and never read, in order and before the rest', () => {
    const chat = talking(4, 2);
    chat.receive(told(1));
    expect(asked(chat)).toMatchObject({ from: 1 });
    begin(chat, [1, 2, 3, 4, 5].map(ours));
    expect(places(chat.state())).toEqual(['m3 true 1', 'm4 true 2', 'm5 true 3']);
    expect(messageState(chat.state(), ours(2))).toBe('read');
  });

  it.each([
    ['names another message in that place', told(1, stranger)],
    ['names none', { t: 'text.position', newest: { epoch: mine, n: 1 } } as const],
    ['has nothing at all', { t: 'text.position', newest: null } as const],
  ])('gets nothing twice who %s, and reads nothing that is not there', (_, position) => {
    const chat = talking(4, 2);
    chat.receive(position);
    begin(chat, [1, 2, 3, 4, 5].map(ours));
    expect(places(chat.state())).toEqual(['m5 true 1']);
    chat.receive({ t: 'text.read', epoch: mine, n: 4 });
    chat.receive({ t: 'text.read', epoch: fresh, n: 1 });
    expect([2, 3, 4].map((count) => messageState(chat.state(), ours(count)))).toEqual([
      'read',
      'delivered',
      'delivered',
    ]);
  });

  it('who never had anything is nothing new', () => {
    const chat = talking(0);
    chat.receive({ t: 'text.position', newest: null });
    expect(chat.effects()).toEqual([]);
  });

  it.each([
    ['before', true],
    ['after', false],
  ])('who only seemed to be is believed again, %s the new epoch is stored', (_, isBefore) => {
    const chat = talking(4);
    chat.receive({ t: 'text.position', newest: null });
    if (isBefore) chat.receive(told(4));
    begin(chat);
    if (!isBefore) chat.receive(told(4));
    chat.receive({ t: 'text.read', epoch: mine, n: 4 });
    expect([4, 5].map((count) => messageState(chat.state(), ours(count)))).toEqual(['read', 'delivered']);
    expect(places(chat.state())).toEqual(['m5 true 1']);
  });

  it('has not all of an epoch that is over who names another message at its end', () => {
    const chat = talking(4);
    chat.receive({ t: 'text.position', newest: null });
    begin(chat);
    chat.receive(told(4, stranger));
    chat.receive({ t: 'text.read', epoch: mine, n: 4 });
    expect(messageState(chat.state(), ours(4))).toBe('delivered');
  });

  it('is not seen in a word from before', () => {
    const chat = talking(4);
    chat.receive(told(4));
    chat.receive(told(2));
    expect(chat.effects()).toEqual([]);
  });
});

it('mail of an epoch that is over is not counted in the new one', () => {
  const state = withOutbox(2);
  const chat = createChat(tellAll, state);
  chat.dispatch({ kind: 'presence-changed', away: true, atMs: 1 });
  chat.dispatch({ kind: 'timer-fired', timer: 'mail' });
  chat.receive({ t: 'text.ack', epoch: mine, n: 3 });
  begin(chat);
  chat.dispatch({ kind: 'mail-left', atMs: 2 });
  expect(chat.state().counters.mailed).toEqual([]);
  expect(chat.timer('mail')).toBeDefined();
});
