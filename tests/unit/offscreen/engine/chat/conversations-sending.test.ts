import { beforeEach, describe, expect, it } from 'vitest';
import type { ConversationStage } from '../../../../fakes/conversation-stage.ts';
import { createConversationStage } from '../../../../fakes/conversation-stage.ts';
import { settle } from '../../../../fakes/virtual-clock.ts';

const bob = 'B'.repeat(20);
const carol = 'C'.repeat(20);
let stage: ConversationStage;

beforeEach(() => {
  stage = createConversationStage();
});

describe('sending', () => {
  it('stores before it answers, and wants a link when there is none', async () => {
    const conversations = stage.start();
    expect(await conversations.send(bob, 'hello')).toMatchObject({ kind: 'queued' });
    expect(stage.memory.entries(bob)).toMatchObject([{ text: 'hello', mine: true }]);
    expect(stage.wanted).toEqual([bob]);
    expect(await stage.lines(conversations, bob)).toEqual(['hello queued']);
  });

  it('awaits an answer once something left, and not while everything waits here', async () => {
    const conversations = stage.start();
    await conversations.send(bob, 'hello');
    expect(stage.awaited).toEqual([]);
    stage.openLink(conversations, bob);
    await settle();
    expect(stage.awaited).toEqual([bob]);
  });

  it('keeps the order of what is sent at once', async () => {
    const conversations = stage.start();
    const words = Array.from({ length: 50 }, (_, index) => `word ${index}`);
    await Promise.all(words.map((word) => conversations.send(bob, word)));
    expect(stage.memory.entries(bob).map((entry) => entry.kind === 'message' && entry.text)).toEqual(words);
  });

  it.each([
    ['empty', ''],
    ['empty', ' \n\t'],
    ['too-long', 'é'.repeat(32_769)],
  ])('refuses what is %s and stores nothing', async (reason, text) => {
    expect(await stage.start().send(bob, text)).toEqual({ kind: 'refused', reason });
    expect(stage.memory.entries(bob)).toEqual([]);
  });

  it('says that storage is full and later that it is well again', async () => {
    const conversations = stage.start();
    stage.full.add(bob);
    expect(await conversations.send(bob, 'lost?')).toEqual({ kind: 'refused', reason: 'storage-full' });
    stage.full.clear();
    expect(await conversations.send(bob, 'kept')).toMatchObject({ kind: 'queued' });
    expect(stage.storage).toEqual(['full', 'ok']);
    expect(await stage.lines(conversations, bob)).toEqual(['kept queued']);
  });

  it('reports storage as well only when it is for everybody', async () => {
    const conversations = stage.start();
    stage.full.add(bob).add(carol);
    await conversations.send(bob, 'one');
    await conversations.send(carol, 'two');
    stage.full.delete(bob);
    await stage.clock.advanceAsync(60_000);
    expect(stage.storage).toEqual(['full']);
    stage.full.clear();
    await stage.clock.advanceAsync(60_000);
    expect(stage.storage).toEqual(['full', 'ok']);
  });

  it('does not let one contact whose history fails hold up another', async () => {
    const conversations = stage.start();
    stage.full.add(bob);
    const outcomes = await Promise.all([conversations.send(bob, 'one'), conversations.send(carol, 'two')]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['refused', 'queued']);
  });

  it('sends after a restart what was queued before, and shows it delivered and read', async () => {
    await stage.start().send(bob, 'hello');
    const conversations = stage.start();
    await conversations.load([bob]);
    stage.openLink(conversations, bob);
    expect(stage.sent).toMatchObject([{ to: bob, frame: { t: 'text.message', text: 'hello', n: 1, base: 1 } }]);
    expect(await stage.lines(conversations, bob)).toEqual(['hello sent']);
    const epoch = stage.sent[0]?.frame.t === 'text.message' ? stage.sent[0].frame.epoch : '';
    conversations.handleFrame(bob, { t: 'text.ack', epoch, n: 1 });
    expect(await stage.lines(conversations, bob)).toEqual(['hello delivered']);
    conversations.handleFrame(bob, { t: 'text.read', epoch, n: 1 });
    await settle();
    const later = stage.start();
    expect(await stage.lines(later, bob)).toEqual(['hello read']);
    stage.openLink(later, bob);
    expect(stage.sent).toHaveLength(1);
  });
});
