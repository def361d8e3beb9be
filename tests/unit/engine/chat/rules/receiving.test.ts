import { describe, expect, it } from 'vitest';
import type { CallNoteView } from '#src/shared/snapshot.ts';
import { arrival, createChat, theirs } from '../../../../fakes/chat-on-its-own.ts';

const other = 'c'.repeat(32);
const note: CallNoteView = {
  kind: 'call',
  id: 'note',
  mine: true,
  video: false,
  ending: 'missed',
  atMs: 7,
  durationMs: 0,
};

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
      const chat = createChat({ receipts, typing: true, mail: true });
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

  it('lines up what arrives during a write, whatever else waits there, and each epoch by its own count', () => {
    const chat = createChat();
    chat.compose('one');
    chat.receive(arrival(1));
    chat.dispatch({ kind: 'note-made', note });
    chat.receive(arrival(1, { epoch: other, id: other }));
    chat.receive(arrival(2));
    chat.receive(arrival(2, { epoch: other, id: 'd'.repeat(32) }));
    chat.receive(arrival(4));
    const arrivals = chat.state().waiting.flatMap((item) => (item.kind === 'arrival' ? [item.at] : []));
    expect(arrivals).toEqual([
      { epoch: theirs, n: 1 },
      { epoch: other, n: 1 },
      { epoch: theirs, n: 2 },
      { epoch: other, n: 2 },
    ]);
  });

  it('takes what a frame says and nothing else into what is stored', () => {
    const chat = createChat();
    chat.compose('one');
    const { text: _text, ...place } = arrival(3);
    chat.receive(arrival(1));
    chat.receive(arrival(2, { re: other }));
    chat.receive({ ...place, t: 'text.delete', of: other });
    chat.receive({ ...place, id: 'd'.repeat(32), n: 4, t: 'text.reaction', of: other, emoji: '👍' });
    expect(chat.effects()).toEqual([]);
    const at = (n: number) => ({ kind: 'arrival', atMs: 5, writtenAtMs: 1, at: { epoch: theirs, n } });
    expect(chat.state().waiting).toStrictEqual([
      { ...at(1), id: arrival(1).id, text: 'their 1' },
      { ...at(2), id: arrival(2).id, text: 'their 2', replyTo: other },
      { ...at(3), id: arrival(3).id, text: '', amends: { kind: 'delete', target: other } },
      { ...at(4), id: 'd'.repeat(32), text: '👍', amends: { kind: 'reaction', target: other } },
    ]);
  });

  it.each([
    ['after a gap', arrival(3)],
    ['a second time while it waits', arrival(1)],
    ['under an identifier that waits', arrival(2, { id: arrival(1).id })],
  ])('says nothing to what comes %s', (_, frame) => {
    const chat = createChat();
    chat.open();
    chat.receive(arrival(1));
    chat.receive(frame);
    expect(chat.effects()).toEqual([]);
  });

  it('says nothing to a known message without a link', () => {
    const chat = createChat();
    chat.receive(arrival(1));
    chat.stored();
    chat.receive(arrival(1));
    expect(chat.effects()).toEqual([]);
  });
});

describe('a conversation that is shown', () => {
  const show = (chat: ReturnType<typeof createChat>, visible = true) => chat.dispatch({ kind: 'shown', visible });

  it('tells nobody anything when there is nothing new in it', () => {
    const chat = createChat();
    chat.open();
    show(chat);
    expect(chat.effects()).toEqual([]);
    chat.receive(arrival(1));
    chat.stored();
    expect(chat.sent().at(-1)).toEqual({ t: 'text.read', epoch: theirs, n: 1 });
    chat.stored();
    show(chat, false);
    show(chat);
    expect(chat.effects()).toEqual([]);
  });

  it('without a link notes what was read, to tell it later', () => {
    const chat = createChat();
    chat.receive(arrival(1));
    chat.stored();
    show(chat);
    expect(chat.effects()).toEqual([
      { kind: 'announce' },
      { kind: 'write', entries: [], counters: { ...chat.state().counters, receipt: { epoch: theirs, n: 1 } } },
    ]);
    chat.stored();
    expect(chat.effects()).toEqual([]);
    chat.open();
    expect(chat.sent()).toContainEqual({ t: 'text.read', epoch: theirs, n: 1 });
  });

  it('tells of the newest epoch, also when it came as far as the one before', () => {
    const chat = createChat();
    chat.open();
    show(chat);
    for (const epoch of [theirs, other]) {
      chat.receive(arrival(1, { epoch, id: epoch }));
      chat.stored();
      expect(chat.sent().at(-1)).toEqual({ t: 'text.read', epoch, n: 1 });
      chat.stored();
    }
  });

  it('keeps to itself what was read while receipts are off', () => {
    const chat = createChat({ receipts: false, typing: true, mail: true });
    chat.open();
    chat.receive(arrival(1));
    chat.stored();
    show(chat);
    expect(chat.kinds()).toEqual(['announce', 'write']);
    expect(chat.state().counters).toMatchObject({ receipt: null, unread: 0 });
  });

  it('that is hidden again counts what comes', () => {
    const chat = createChat();
    show(chat);
    show(chat, false);
    expect(chat.effects()).toEqual([]);
    chat.receive(arrival(1));
    chat.stored();
    expect(chat.state().counters.unread).toBe(1);
  });
});
