import { describe, expect, it } from 'vitest';
import type { CallNoteView } from '#src/shared/snapshot.ts';
import { arrival, createChat } from '../../../../fakes/chat-on-its-own.ts';

type Chat = ReturnType<typeof createChat>;

const note: CallNoteView = {
  kind: 'call',
  id: 'note',
  mine: true,
  ending: 'missed',
  atMs: 7,
  durationMs: 0,
  video: false,
};

describe('what a list shows of a conversation', () => {
  const last = (chat: Chat) => chat.state().counters.lastMessage;

  it.each([
    ['a long text', 'x'.repeat(500), 'x'.repeat(200)],
    ['emoji', '🎉'.repeat(300), '🎉'.repeat(200)],
    ['a text that fits', 'x'.repeat(199), 'x'.repeat(199)],
  ])('is the beginning of %s', (_, text, excerpt) => {
    const chat = createChat();
    chat.receive(arrival(1, { text }));
    chat.stored();
    expect(last(chat)).toEqual({ text: excerpt, mine: false, atMs: 5, writtenAtMs: 1, id: arrival(1).id });
  });

  it('stays as it is when a call, a reaction or a change of something else comes', () => {
    const chat = createChat();
    chat.receive(arrival(1));
    chat.stored();
    const shown = last(chat);
    const { text: _text, ...place } = arrival(2);
    chat.receive({ ...place, t: 'text.reaction', of: arrival(1).id, emoji: '👍' });
    chat.stored();
    chat.receive({ ...arrival(3), t: 'text.edit', of: 'f'.repeat(32) });
    chat.stored();
    chat.dispatch({ kind: 'note-made', note });
    chat.stored();
    const amends = { kind: 'edit', target: arrival(1).id } as const;
    chat.dispatch({ kind: 'message-composed', id: 'forged', text: 'no', atMs: 1, amends });
    chat.stored();
    expect(last(chat)).toEqual(shown);
    expect(chat.state().counters).toMatchObject({ unread: 1, unreadIds: [arrival(1).id] });
  });

  it('is nothing of what changes another message when there was none', () => {
    const chat = createChat();
    chat.receive({ ...arrival(1), t: 'text.edit', of: 'f'.repeat(32) });
    chat.stored();
    expect(last(chat)).toBeNull();
  });

  it('follows an edit and a deletion, and no edit after that', () => {
    const chat = createChat();
    chat.receive(arrival(1));
    const { text: _text, ...place } = arrival(3);
    chat.receive({ ...arrival(2, { text: 'y'.repeat(300) }), t: 'text.edit', of: arrival(1).id });
    chat.stored();
    chat.stored();
    expect(last(chat)).toEqual({ text: 'y'.repeat(200), mine: false, atMs: 5, writtenAtMs: 1, id: arrival(1).id });
    chat.receive({ ...place, t: 'text.delete', of: arrival(1).id });
    chat.receive({ ...arrival(4), t: 'text.edit', of: arrival(1).id });
    chat.stored();
    chat.stored();
    expect(last(chat)?.text).toBe('');
  });

  it('counts as unread what nobody saw, remembers the newest 200 and forgets what its author deletes', () => {
    const chat = createChat();
    for (let n = 1; n <= 202; n += 1) {
      chat.receive(arrival(n));
      chat.stored();
    }
    expect(chat.state().counters).toMatchObject({ unread: 202, unreadFrom: 1 });
    expect(chat.state().counters.unreadIds).toEqual(Array.from({ length: 200 }, (_, index) => arrival(index + 3).id));
    const { text: _text, ...place } = arrival(203);
    chat.receive({ ...place, t: 'text.delete', of: arrival(202).id });
    chat.stored();
    expect(chat.state().counters).toMatchObject({ unread: 201 });
    expect(chat.state().counters.unreadIds?.slice(-2)).toEqual([arrival(200).id, arrival(201).id]);
    chat.receive({ ...arrival(204), t: 'text.edit', of: arrival(201).id });
    chat.stored();
    expect(chat.state().counters.unread).toBe(201);
    chat.dispatch({ kind: 'shown', visible: true });
    expect(chat.state().counters).toMatchObject({ unread: 0, unreadIds: [] });
    chat.stored();
    chat.receive(arrival(205));
    chat.stored();
    chat.stored();
    expect(chat.state().counters).toMatchObject({ unread: 0, unreadIds: [] });
    chat.dispatch({ kind: 'shown', visible: false });
    chat.receive(arrival(206));
    chat.stored();
    expect(chat.state().counters).toMatchObject({ unread: 1, unreadFrom: 206 });
  });
});
