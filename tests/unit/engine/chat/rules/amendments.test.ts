import { describe, expect, it } from 'vitest';
import { amendMessage, isReaction } from '#src/engine/chat/rules/amendments.ts';
import type { Amendment, ChatMessage } from '#src/engine/chat/rules/state.ts';
import { mine, theirs } from '../../../../fakes/chat-on-its-own.ts';

const ours: ChatMessage = {
  kind: 'message',
  id: '1'.repeat(32),
  mine: true,
  text: 'before',
  atMs: 1,
  order: 1,
  epoch: mine,
  count: 1,
};

function by(kind: Amendment['kind'], changes: Partial<ChatMessage> = {}): ChatMessage {
  return {
    ...ours,
    id: '2'.repeat(32),
    text: 'after',
    order: 2,
    count: 2,
    amends: { kind, target: ours.id },
    ...changes,
  };
}

const other = { mine: false, epoch: theirs };

describe('a message that changes another', () => {
  it('edits it', () => {
    expect(amendMessage(ours, by('edit'))).toEqual({ ...ours, text: 'after', edited: true });
  });

  it('deletes all that was said with it', () => {
    const full: ChatMessage = { ...ours, edited: true, replyTo: '3'.repeat(32), reactions: { mine: '👍' } };
    expect(amendMessage(full, by('delete'))).toStrictEqual({ ...ours, text: '', deleted: true });
  });

  it('sets, changes and takes back the reaction of its author and leaves the other one', () => {
    const reacted = (before: ChatMessage['reactions'], change: Partial<ChatMessage>) =>
      amendMessage({ ...ours, ...(before && { reactions: before }) }, by('reaction', change))?.reactions;
    expect(reacted(undefined, { text: '👍' })).toStrictEqual({ mine: '👍' });
    expect(reacted(undefined, { ...other, text: '👍' })).toStrictEqual({ theirs: '👍' });
    expect(reacted({ mine: '👍', theirs: '🎉' }, { text: '❤️' })).toStrictEqual({ mine: '❤️', theirs: '🎉' });
    expect(reacted({ mine: '👍', theirs: '🎉' }, { ...other, text: '❤️' })).toStrictEqual({ mine: '👍', theirs: '❤️' });
    expect(reacted({ mine: '👍', theirs: '🎉' }, { text: '' })).toStrictEqual({ theirs: '🎉' });
    expect(reacted({ mine: '👍' }, { text: '' })).toStrictEqual({});
  });

  it.each<[string, ChatMessage, ChatMessage]>([
    ['another message', { ...ours, id: '4'.repeat(32) }, by('edit')],
    ['what only changes another message itself', { ...ours, amends: { kind: 'edit', target: '5' } }, by('edit')],
    ['what is deleted', { ...ours, deleted: true }, by('reaction')],
    ['the text of the other person', ours, by('edit', other)],
    ['the message of the other person', ours, by('delete', other)],
    ['anything when it refers to nothing', ours, { ...ours, id: '2'.repeat(32) }],
  ])('does not change %s', (_, target, change) => {
    expect(amendMessage(target, change)).toBeUndefined();
  });
});

describe('a reaction', () => {
  it.each(['', '👍', '👍🏽', '❤️', '👩‍🚀', '🎉'.repeat(16)])('may be %j', (text) => {
    expect(isReaction(text)).toBe(true);
  });

  it.each(['a', 'a👍', '👍a', ' 👍', '\u200d', '\ufe0f👍', `${'🎉'.repeat(16)}\ufe0f`])('may not be %j', (text) => {
    expect(isReaction(text)).toBe(false);
  });
});
