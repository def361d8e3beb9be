import { beforeEach, describe, expect, it } from 'vitest';
import { StoreError } from '#src/engine/ports/stores-port.ts';
import type { ConversationStage } from '../../../fakes/conversation-stage.ts';
import { createConversationStage } from '../../../fakes/conversation-stage.ts';

const bob = 'B'.repeat(20);
const ownCall = { kind: 'call', mine: true, video: true, ending: 'hung-up-here', atMs: 7, durationMs: 5 } as const;
let stage: ConversationStage;

beforeEach(() => {
  stage = createConversationStage();
});

describe('the history', () => {
  it('mixes calls among the messages and tells whether there is more', async () => {
    const conversations = stage.start();
    await conversations.send(bob, 'one');
    await conversations.note(bob, ownCall);
    await conversations.send(bob, 'two');
    expect(await stage.lines(conversations, bob)).toEqual(['one queued', 'hung-up-here', 'two queued']);
    const { entries, hasEarlier } = (await conversations.view(bob, { kind: 'newest', entries: 2 })).view;
    expect([entries.length, hasEarlier]).toEqual([2, true]);
    expect((await conversations.view(bob, { kind: 'newest', entries: 3 })).view.hasEarlier).toBe(false);
    expect(entries[0]).toEqual({ ...ownCall, kind: 'call', id: entries[0]?.id });
  });

  it('does not lose a call that happens while the disk is full', async () => {
    const conversations = stage.start();
    stage.full.add(bob);
    await conversations.note(bob, ownCall);
    stage.full.clear();
    await stage.clock.advanceAsync(1_000);
    expect(await stage.lines(conversations, bob)).toEqual(['hung-up-here']);
  });

  it('begins anew after it was removed, with an epoch of its own', async () => {
    const conversations = stage.start();
    stage.openLink(conversations, bob);
    await conversations.send(bob, 'before');
    await conversations.remove(bob);
    expect(stage.memory.entries(bob)).toEqual([]);
    expect(conversations.summary(bob).lastMessage).toBeNull();
    await conversations.send(bob, 'after');
    const epochs = stage.sent.map(({ frame }) => frame.t === 'text.message' && frame.epoch);
    expect(new Set(epochs).size).toBe(2);
    expect(await stage.lines(conversations, bob)).toEqual(['after sent']);
    expect(stage.clock.pending()).toBe(1);
  });

  it('leaves no complaint about storage behind when it is removed', async () => {
    const conversations = stage.start();
    stage.full.add(bob);
    await conversations.send(bob, 'one');
    await conversations.remove(bob);
    expect(stage.storage).toEqual(['unsaved', 'ok']);
    expect(stage.clock.pending()).toBe(0);
  });

  it('is not overwritten when it could not be read at first', async () => {
    await stage.start().send(bob, 'old');
    let broken = true;
    const loadAll = async () => (broken ? Promise.reject(new StoreError('failed')) : stage.store.loadAll());
    const conversations = stage.start({ ...stage.store, loadAll });
    await expect(conversations.load([bob])).rejects.toBeInstanceOf(StoreError);
    expect(await conversations.send(bob, 'refused')).toEqual({ kind: 'refused', reason: 'storage-full' });
    broken = false;
    expect(await conversations.send(bob, 'new')).toMatchObject({ kind: 'queued' });
    expect(await stage.lines(conversations, bob)).toEqual(['old queued', 'new queued']);
    expect(stage.storage).toEqual(['full', 'ok']);
  });
});
