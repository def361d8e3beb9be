import { describe, expect, it } from 'vitest';
import { arrival, createChat, theirs } from '../../../fakes/chat-on-its-own.ts';

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
});
