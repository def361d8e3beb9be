import { describe, expect, it } from 'vitest';
import { arrival, createChat, theirs } from '../../../../fakes/chat-on-its-own.ts';

describe('what waits to leave', () => {
  it('leaves as it was changed here meanwhile', () => {
    const chat = createChat();
    chat.compose('one');
    chat.compose('two');
    chat.dispatch({
      kind: 'message-composed',
      id: 'edit',
      text: 'changed',
      atMs: 1,
      amends: { kind: 'edit', target: 'one' },
    });
    chat.stored();
    chat.stored();
    expect(chat.state().outbox.map(({ id, text, edited }) => [id, text, edited])).toEqual([
      ['one', 'changed', true],
      ['two', 'text two', undefined],
      ['edit', 'changed', undefined],
    ]);
  });

  it('is nothing of theirs', () => {
    const chat = createChat();
    chat.receive(arrival(1));
    chat.stored();
    expect(chat.state().outbox).toEqual([]);
  });

  it('remembers the epoch used last at the end', () => {
    const chat = createChat();
    const other = 'c'.repeat(32);
    const epochs = [theirs, other, theirs];
    for (const [index, epoch] of epochs.entries()) {
      chat.receive(arrival(index === 2 ? 2 : 1, { epoch, id: `${index}`.repeat(32) }));
      chat.stored();
    }
    expect(Object.entries(chat.state().counters.received)).toEqual([
      [other, 1],
      [theirs, 2],
    ]);
  });
});
