import { beforeEach, describe, expect, it } from 'vitest';
import type { ConversationStage } from '../../../fakes/conversation-stage.ts';
import { createConversationStage } from '../../../fakes/conversation-stage.ts';
import { settle } from '../../../fakes/virtual-clock.ts';

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
    ['empty', '\u200b\u200d\u2060\u3164\u2800\u00ad\ufe0f\u202e'],
    ['too-long', 'é'.repeat(32_769)],
  ])('refuses what is %s and stores nothing', async (reason, text) => {
    expect(await stage.start().send(bob, text)).toEqual({ kind: 'refused', reason });
    expect(stage.memory.entries(bob)).toEqual([]);
  });

  it('keeps in memory what a full disk refuses, says so, and stores and sends it once there is room', async () => {
    const conversations = stage.start();
    stage.full.add(bob);
    expect(await conversations.send(bob, 'one')).toMatchObject({ kind: 'unsaved' });
    expect(await conversations.send(bob, 'two')).toMatchObject({ kind: 'unsaved' });
    expect(await stage.lines(conversations, bob)).toEqual(['one unsaved', 'two unsaved']);
    expect(stage.memory.entries(bob)).toEqual([]);
    stage.openLink(conversations, bob);
    expect(stage.sent).toEqual([]);
    stage.full.clear();
    await stage.clock.advanceAsync(60_000);
    expect(stage.storage).toEqual(['unsaved', 'ok']);
    expect(await stage.lines(conversations, bob)).toEqual(['one sent', 'two sent']);
    expect(stage.memory.entries(bob).map(({ order }) => order)).toEqual([1, 2]);
  });

  it('does not hammer a full disk with what waits in memory', async () => {
    const conversations = stage.start();
    stage.full.add(bob);
    await conversations.send(bob, 'one');
    const before = stage.attempts();
    await stage.clock.advanceAsync(60_000);
    expect(stage.attempts() - before).toBeLessThanOrEqual(8);
  });

  it('refuses more than memory should hold, which leaves it to the composer', async () => {
    const conversations = stage.start();
    stage.full.add(bob);
    const words = Array.from({ length: 101 }, (_, index) => `word ${index}`);
    const outcomes = await Promise.all(words.map((word) => conversations.send(bob, word)));
    expect(outcomes.slice(0, 100).every(({ kind }) => kind === 'unsaved')).toBe(true);
    expect(outcomes.at(-1)).toEqual({ kind: 'refused', reason: 'storage-full' });
    expect(await stage.lines(conversations, bob)).toHaveLength(100);
  });

  it('reports storage as well only when it is for everybody', async () => {
    const conversations = stage.start();
    stage.full.add(bob).add(carol);
    await conversations.send(bob, 'one');
    await conversations.send(carol, 'two');
    stage.full.delete(bob);
    await stage.clock.advanceAsync(60_000);
    expect(stage.storage).toEqual(['unsaved']);
    stage.full.clear();
    await stage.clock.advanceAsync(60_000);
    expect(stage.storage).toEqual(['unsaved', 'ok']);
  });

  it('does not let one contact whose history fails hold up another', async () => {
    const conversations = stage.start();
    stage.full.add(bob);
    const outcomes = await Promise.all([conversations.send(bob, 'one'), conversations.send(carol, 'two')]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['unsaved', 'queued']);
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
