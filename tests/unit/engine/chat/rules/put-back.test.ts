import { describe, expect, it } from 'vitest';
import type { ChatEffect } from '#src/engine/chat/rules/events.ts';
import type { TextFrame } from '#src/engine/chat/rules/frames.ts';
import { messageState } from '#src/engine/chat/rules/message-state.ts';
import type { ChatMessage, ChatState } from '#src/engine/chat/rules/state.ts';
import { initialChat } from '#src/engine/chat/rules/state.ts';
import { arrival, createChat, mine, tellAll, theirs, withOutbox } from '../../../../fakes/chat-on-its-own.ts';

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

describe('a place that was used', () => {
  it('is asked of the store by its message, and is the place where the epoch is afterwards', () => {
    const chat = createChat();
    chat.open();
    for (const n of [1, 2, 3]) chat.receive(arrival(n));
    chat.stored();
    chat.stored();
    chat.receive(arrival(2, { id: stranger, text: 'another' }));
    expect(chat.kinds()).toEqual(['write']);
    chat.receive(arrival(3, { id: 'e'.repeat(32), text: 'and one more' }));
    chat.stored();
    expect(chat.sent()).toContainEqual({ t: 'text.ack', epoch: theirs, n: 2 });
    chat.stored();
    expect(chat.sent()).toContainEqual({ t: 'text.ack', epoch: theirs, n: 3 });
    expect(chat.state().counters).toMatchObject({ unread: 5, received: { [theirs]: 3 } });
  });

  it('is acknowledged no further than itself when the store knows the message', () => {
    const chat = createChat(tellAll, initialChat({ ...withOutbox(0).counters, received: { [theirs]: 9 } }, []));
    chat.open();
    chat.receive(arrival(4));
    chat.stored([arrival(4).id]);
    expect(chat.sent()).toEqual([{ t: 'text.ack', epoch: theirs, n: 4 }]);
    expect(chat.state().counters).toMatchObject({ unread: 0, received: { [theirs]: 9 } });
  });
});

describe('what we have of theirs', () => {
  const said = (chat: Chat) => {
    chat.open();
    chat.receive(features);
    return chat.sent().find(({ t }) => t === 'text.position');
  };

  it('is said to whoever understands it, and to nobody else', () => {
    const chat = createChat();
    chat.receive(arrival(1));
    chat.stored();
    chat.open();
    chat.receive({ t: 'text.features', names: ['amend'] });
    expect(chat.sent()).toEqual([]);
    expect(said(chat)).toEqual({ t: 'text.position', newest: { epoch: theirs, n: 1, id: arrival(1).id } });
  });

  it('ends before what is missing', () => {
    const chat = createChat();
    chat.receive(arrival(1));
    chat.stored();
    chat.receive(arrival(5, { base: 5 }));
    chat.stored();
    expect(said(chat)).toMatchObject({ newest: { n: 1 } });
  });

  it('is nothing when only the end of it came', () => {
    const chat = createChat();
    chat.receive(arrival(5, { base: 5 }));
    chat.stored();
    expect(said(chat)).toEqual({ t: 'text.position', newest: null });
  });

  it('is the newest of all where an older version stored no more than that', () => {
    const { whole: _whole, ...counters } = withOutbox(0).counters;
    const chat = createChat(tellAll, initialChat({ ...counters, received: { [other]: 7, [theirs]: 3 } }, []));
    expect(said(chat)).toEqual({ t: 'text.position', newest: { epoch: theirs, n: 3 } });
  });

  it('keeps those who know it from leaping over what is missing', () => {
    const chat = createChat();
    chat.open();
    chat.receive(features);
    chat.receive(arrival(5, { base: 5 }));
    expect(chat.effects()).toEqual([]);
  });

  it('is told to be read in the epoch before as well', () => {
    const chat = createChat();
    chat.open();
    for (const epoch of [other, theirs]) {
      chat.receive(arrival(1, { epoch, id: epoch }));
      chat.stored();
    }
    chat.dispatch({ kind: 'shown', visible: true });
    expect(chat.sent()).toEqual([
      { t: 'text.read', epoch: other, n: 1 },
      { t: 'text.read', epoch: theirs, n: 1 },
    ]);
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
