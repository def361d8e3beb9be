import { describe, expect, it } from 'vitest';
import type { ChatEffect, ChatEvent, ChatPolicy } from '../../../../src/shared/chat/events.ts';
import type { MessageFrame, TextFrame } from '../../../../src/shared/chat/frames.ts';
import type { ChatMessage, ChatState } from '../../../../src/shared/chat/state.ts';
import { initialChat, messageState, newCounters } from '../../../../src/shared/chat/state.ts';
import { stepChat } from '../../../../src/shared/chat/step.ts';

const mine = 'a'.repeat(32);
const theirs = 'b'.repeat(32);
const tellAll: ChatPolicy = { receipts: true, typing: true };

function framesOf(effect: ChatEffect): readonly TextFrame[] {
  if (effect.kind === 'hand-over') return effect.frames;
  return effect.kind === 'send' ? [effect.frame] : [];
}

/** A conversation and the effects of its last event. */
function createChat(policy: ChatPolicy = tellAll, initial: ChatState = initialChat(newCounters(mine), [])) {
  let state = initial;
  let effects: readonly ChatEffect[] = [];
  const dispatch = (event: ChatEvent): void => {
    [state, effects] = stepChat(state, event, policy);
  };
  const chat = {
    dispatch,
    state: () => state,
    effects: () => effects,
    kinds: () => effects.map(({ kind }) => kind),
    sent: () => effects.flatMap(framesOf),
    handed: () => chat.sent().flatMap((frame) => (frame.t === 'text.message' ? [frame.n] : [])),
    timer: (name: string) => effects.find((effect) => effect.kind === 'set-timer' && effect.timer === name),
    receive: (frame: TextFrame) => dispatch({ kind: 'frame-received', frame, atMs: 5 }),
    compose: (id: string) => dispatch({ kind: 'message-composed', id, text: `text ${id}`, atMs: 1 }),
    stored: (known: readonly string[] = []) => dispatch({ kind: 'written', known }),
    open: () => dispatch({ kind: 'link-opened' }),
  };
  return chat;
}

function arrival(n: number, changes: Partial<MessageFrame> = {}): MessageFrame {
  const id = n.toString(16).padStart(32, '0');
  return { t: 'text.message', id, epoch: theirs, n, base: 1, text: `their ${n}`, sentAtMs: 1, ...changes };
}

function withOutbox(length: number): ChatState {
  const outbox = Array.from({ length }, (_, index): ChatMessage => {
    const count = index + 1;
    return { kind: 'message', id: `m${count}`, mine: true, text: 'x', atMs: 1, order: count, epoch: mine, count };
  });
  return initialChat({ ...newCounters(mine), nextCount: length + 1, nextOrder: length + 1 }, outbox);
}

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

  it('takes an acknowledgement of what was never written for nonsense', () => {
    const chat = createChat(tellAll, withOutbox(1));
    chat.receive({ t: 'text.ack', epoch: mine, n: 2 });
    expect(chat.kinds()).toEqual(['count-bad-frame']);
    expect(chat.state().outbox).toHaveLength(1);
  });

  it('lets an acknowledgement of another epoch change nothing', () => {
    const chat = createChat(tellAll, withOutbox(1));
    chat.receive({ t: 'text.ack', epoch: theirs, n: 1 });
    expect(chat.state().outbox).toHaveLength(1);
  });
});

describe('receiving', () => {
  it('acknowledges after the write and not before', () => {
    const chat = createChat();
    chat.open();
    chat.receive(arrival(1));
    expect(chat.sent()).toEqual([]);
    chat.stored();
    expect(chat.sent()).toEqual([{ t: 'text.ack', epoch: theirs, n: 1 }]);
  });

  it('acknowledges a known message again and does not store it', () => {
    const chat = createChat();
    chat.open();
    chat.receive(arrival(1));
    chat.stored();
    chat.receive(arrival(1));
    expect(chat.effects().filter(({ kind }) => kind === 'write')).toEqual([]);
    expect(chat.sent()).toEqual([{ t: 'text.ack', epoch: theirs, n: 1 }]);
  });

  it('drops what comes after a gap', () => {
    const chat = createChat();
    chat.open();
    chat.receive(arrival(2));
    expect(chat.kinds()).not.toContain('write');
  });

  it('starts in the middle of an epoch when the sender says that the rest was acknowledged', () => {
    const chat = createChat();
    chat.receive(arrival(58, { base: 58 }));
    chat.stored();
    expect(chat.state().counters.received).toEqual({ [theirs]: 58 });
  });

  it('does not count a message as unread whose ID was known from another epoch', () => {
    const chat = createChat();
    chat.receive(arrival(1));
    chat.stored([arrival(1).id]);
    expect(chat.state().counters).toMatchObject({ unread: 0, lastMessage: null, received: { [theirs]: 1 } });
  });

  it('is not stopped for ever by two messages with one ID', () => {
    const chat = createChat();
    chat.receive(arrival(1));
    chat.receive(arrival(2, { id: arrival(1).id }));
    expect(chat.state().waiting).toEqual([]);
  });

  it('keeps no more than a window of messages that storage does not take', () => {
    const chat = createChat();
    for (let n = 1; n <= 1_000; n += 1) chat.receive(arrival(n));
    expect(chat.state().waiting.length + (chat.state().writing?.length ?? 0)).toBe(256);
  });

  it('remembers no more than 64 epochs, the newest ones', () => {
    const chat = createChat();
    const epochs = Array.from({ length: 70 }, (_, index) => index.toString(16).padStart(32, '0'));
    for (const [index, epoch] of epochs.entries()) {
      chat.receive(arrival(1, { epoch, id: `${index}`.padStart(32, 'c') }));
      chat.stored();
    }
    expect(Object.keys(chat.state().counters.received)).toEqual(epochs.slice(-64));
  });

  it('sends a receipt once it is seen, again on a fresh link, and none when receipts are off', () => {
    for (const receipts of [true, false]) {
      const chat = createChat({ receipts, typing: true });
      chat.open();
      chat.receive(arrival(1));
      chat.stored();
      expect(chat.state().counters.unread).toBe(1);
      const receipt = receipts ? [{ t: 'text.read', epoch: theirs, n: 1 }] : [];
      chat.dispatch({ kind: 'shown', visible: true });
      expect(chat.sent()).toEqual(receipt);
      expect(chat.state().counters.unread).toBe(0);
      chat.open();
      expect(chat.sent()).toEqual([{ t: 'text.ack', epoch: theirs, n: 1 }, ...receipt]);
    }
  });
});

describe('storage that fails', () => {
  it('gives a composed message back, keeps an arrival, and tries again by itself', () => {
    const chat = createChat();
    chat.open();
    chat.receive(arrival(1));
    chat.dispatch({ kind: 'write-failed' });
    expect(chat.timer('retry-write')).toMatchObject({ delayMs: 1_000 });
    chat.compose('one');
    expect(chat.kinds()).toContain('write');
    chat.dispatch({ kind: 'write-failed' });
    expect(chat.effects()).toContainEqual({ kind: 'settle', id: 'one', stored: false });
    expect(chat.timer('retry-write')).toMatchObject({ delayMs: 2_000 });
    chat.dispatch({ kind: 'timer-fired', timer: 'retry-write' });
    chat.stored();
    expect(chat.sent()).toEqual([{ t: 'text.ack', epoch: theirs, n: 1 }]);
    expect(chat.effects()).toContainEqual({ kind: 'report-storage', storage: 'ok' });
    expect(chat.state().counters.nextCount).toBe(1);
  });
});

describe('typing', () => {
  it('tells at most one frame in three seconds and goes on telling while it lasts', () => {
    const chat = createChat();
    chat.open();
    chat.dispatch({ kind: 'typing-changed', active: true });
    expect(chat.sent()).toEqual([{ t: 'text.typing', on: true }]);
    expect(chat.timer('typing-rest')).toMatchObject({ delayMs: 3_000 });
    chat.dispatch({ kind: 'typing-changed', active: false });
    expect(chat.sent()).toEqual([]);
    chat.dispatch({ kind: 'timer-fired', timer: 'typing-rest' });
    expect(chat.sent()).toEqual([{ t: 'text.typing', on: false }]);
  });

  it('tells nothing when the person does not want it told', () => {
    const chat = createChat({ receipts: true, typing: false });
    chat.open();
    chat.dispatch({ kind: 'typing-changed', active: true });
    expect(chat.sent()).toEqual([]);
  });

  it('of theirs ends after six seconds, with their message, and with the link', () => {
    const endings: readonly ChatEvent[] = [
      { kind: 'timer-fired', timer: 'their-typing-end' },
      { kind: 'frame-received', frame: arrival(1), atMs: 5 },
      { kind: 'link-closed' },
    ];
    for (const ending of endings) {
      const chat = createChat();
      chat.open();
      chat.receive({ t: 'text.typing', on: true });
      expect(chat.timer('their-typing-end')).toMatchObject({ delayMs: 6_000 });
      expect(chat.state().theyType).toBe(true);
      chat.dispatch(ending);
      expect(chat.state().theyType).toBe(false);
    }
  });
});
