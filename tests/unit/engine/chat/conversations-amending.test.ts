import { beforeEach, describe, expect, it } from 'vitest';
import type { Conversations } from '#src/engine/chat/conversations.ts';
import type { MessageView } from '#src/shared/snapshot.ts';
import type { ConversationStage } from '../../../fakes/conversation-stage.ts';
import { createConversationStage } from '../../../fakes/conversation-stage.ts';
import { settle } from '../../../fakes/virtual-clock.ts';

const bob = 'B'.repeat(20);
const epoch = 'b'.repeat(32);
const theirId = 'e'.repeat(32);
const features = { t: 'text.features', names: ['amend', 'something-later'] };
let stage: ConversationStage;
let conversations: Conversations;

beforeEach(async () => {
  stage = createConversationStage();
  conversations = stage.start();
  conversations.handleFrame(bob, features);
  await settle();
});

async function receive(t: string, n: number, more: object): Promise<void> {
  const id = n === 1 ? theirId : `${n}`.padStart(32, 'f');
  expect(conversations.handleFrame(bob, { t, id, epoch, n, base: 1, sentAtMs: 1, ...more })).toBe(true);
  await settle();
}

async function send(text: string, replyTo?: string): Promise<string> {
  const outcome = await conversations.send(bob, text, replyTo);
  return outcome.kind === 'queued' ? outcome.messageId : '';
}

async function messages(): Promise<readonly MessageView[]> {
  const { entries } = (await conversations.view(bob, { kind: 'newest', entries: 100 })).view;
  return entries.filter((entry) => entry.kind === 'message');
}

function frames() {
  return stage.sent.map(({ frame }) => frame).filter((frame) => frame.t !== 'text.ack');
}

describe('own messages', () => {
  it('are edited for both, in order behind the message', async () => {
    stage.openLink(conversations, bob);
    const id = await send('helo');
    expect(await conversations.amend(bob, id, { kind: 'edit', text: 'hello' })).toMatchObject({ kind: 'queued' });
    expect(await messages()).toMatchObject([{ text: 'hello', edited: true }]);
    expect(frames()).toMatchObject([
      { t: 'text.message', n: 1, text: 'helo' },
      { t: 'text.edit', n: 2, of: id, text: 'hello' },
    ]);
    expect(conversations.summary(bob).lastMessage?.text).toBe('hello');
  });

  it('that are deleted before they left never tell their words, also after a restart', async () => {
    const id = await send('secret', theirId);
    await conversations.amend(bob, id, { kind: 'delete', text: '' });
    expect(JSON.stringify(stage.memory.entries(bob))).not.toContain('secret');
    expect(conversations.summary(bob).lastMessage?.text).toBe('');
    stage.openLink(conversations, bob);
    for (const restart of [false, true]) {
      if (restart) await stage.start().load([bob]);
      expect(stage.sent.splice(0).map(({ frame }) => frame)).toMatchObject([
        { t: 'text.message', n: 1, text: '\u2026' },
        { t: 'text.delete', n: 2, of: id },
      ]);
    }
  });

  it('cannot be changed while their Beeline has not said that it understands', async () => {
    conversations.handleFrame(bob, { t: 'text.features', names: [] });
    stage.openLink(conversations, bob);
    const id = await send('one', theirId);
    const refused = { kind: 'refused', reason: 'unchangeable' };
    expect(await conversations.amend(bob, id, { kind: 'edit', text: 'two' })).toEqual(refused);
    expect((await conversations.view(bob, { kind: 'newest', entries: 1 })).view.canAmend).toBe(false);
    expect(frames()[0]).not.toHaveProperty('re');
  });

  it.each([
    ['empty', { kind: 'edit', text: ' ' }],
    ['too-long', { kind: 'edit', text: 'x'.repeat(65_537) }],
    ['too-long', { kind: 'reaction', text: 'not an emoji' }],
  ] as const)('are not changed into what is %s', async (reason, change) => {
    const id = await send('one');
    expect(await conversations.amend(bob, id, change)).toEqual({ kind: 'refused', reason });
  });
});

describe('their messages', () => {
  beforeEach(() => receive('text.message', 1, { text: 'theirs' }));

  it('cannot be edited or deleted here, but reacted to, changed and taken back', async () => {
    const refused = { kind: 'refused', reason: 'unchangeable' };
    expect(await conversations.amend(bob, theirId, { kind: 'delete', text: '' })).toEqual(refused);
    expect(await conversations.amend(bob, 'd'.repeat(32), { kind: 'reaction', text: '👍' })).toEqual(refused);
    for (const text of ['👍', '❤️']) await conversations.amend(bob, theirId, { kind: 'reaction', text });
    expect(await messages()).toMatchObject([{ text: 'theirs', reactions: { mine: '❤️' } }]);
    await conversations.amend(bob, theirId, { kind: 'reaction', text: '' });
    expect((await messages())[0]).not.toHaveProperty('reactions');
  });

  it('are changed by their author, once, and are not unread again', async () => {
    conversations.setVisible(bob, true);
    conversations.setVisible(bob, false);
    await receive('text.edit', 2, { of: theirId, text: 'better' });
    await receive('text.edit', 2, { of: theirId, text: 'doubled' });
    expect(await messages()).toMatchObject([{ text: 'better', edited: true }]);
    expect(conversations.summary(bob)).toMatchObject({ unread: 0, lastMessage: { text: 'better' } });
    await receive('text.delete', 3, { of: theirId });
    await receive('text.edit', 4, { of: theirId, text: 'back again' });
    expect(await messages()).toMatchObject([{ text: '', deleted: true }]);
  });

  it('are not unread once they were deleted, and nothing else is counted less', async () => {
    await receive('text.message', 2, { text: 'second' });
    expect(conversations.summary(bob).unread).toBe(2);
    await receive('text.delete', 3, { of: theirId });
    await receive('text.delete', 4, { of: theirId });
    await receive('text.delete', 5, { of: '0f'.repeat(16) });
    expect(conversations.summary(bob)).toMatchObject({ unread: 1, lastMessage: { text: 'second' } });
    conversations.setVisible(bob, true);
    conversations.setVisible(bob, false);
    await receive('text.delete', 6, { of: '2'.padStart(32, 'f') });
    expect(conversations.summary(bob).unread).toBe(0);
  });

  it('cannot change ours, and what they name may be unknown', async () => {
    const id = await send('ours');
    await receive('text.edit', 2, { of: id, text: 'forged' });
    await receive('text.delete', 3, { of: id });
    await receive('text.delete', 4, { of: '0f'.repeat(16) });
    await receive('text.reaction', 5, { of: id, emoji: '🎉' });
    expect(await messages()).toMatchObject([{ text: 'theirs' }, { text: 'ours', reactions: { theirs: '🎉' } }]);
    expect((await messages())[1]).not.toHaveProperty('edited');
    expect(stage.badFrames).toEqual([]);
  });

  it('are quoted in an answer, also when they are beyond what is shown', async () => {
    stage.openLink(conversations, bob);
    await send('answer', theirId);
    await receive('text.message', 2, { text: 'again', re: theirId });
    const { entries } = (await conversations.view(bob, { kind: 'newest', entries: 1 })).view;
    const quote = { id: theirId, mine: false, text: 'theirs' };
    expect(entries).toMatchObject([{ text: 'again', quote }]);
    expect(frames().find(({ t }) => t === 'text.message')).toMatchObject({ text: 'answer', re: theirId });
  });
});
