import { beforeEach, describe, expect, it } from 'vitest';
import type { TextFrame } from '#src/engine/chat/rules/frames.ts';
import type { ConversationStage } from '../../../fakes/conversation-stage.ts';
import { createConversationStage } from '../../../fakes/conversation-stage.ts';
import { settle } from '../../../fakes/virtual-clock.ts';

const bob = 'B'.repeat(20);
const theirEpoch = 'b'.repeat(32);
let stage: ConversationStage;

beforeEach(() => {
  stage = createConversationStage();
});

function arrival(n: number): TextFrame {
  const id = `${n}`.padStart(32, 'f');
  return { t: 'text.message', id, epoch: theirEpoch, n, base: 1, text: `their ${n}`, sentAtMs: 1 };
}

describe('receiving', () => {
  it('stores, acknowledges and counts as unread until it is seen', async () => {
    const conversations = stage.start();
    stage.openLink(conversations, bob);
    expect(conversations.handleFrame(bob, arrival(1))).toBe(true);
    await settle();
    expect(stage.sent.map(({ frame }) => frame.t)).toEqual(['text.ack']);
    const lastMessage = { text: 'their 1', mine: false, atMs: stage.clock.nowMs(), writtenAtMs: stage.clock.nowMs() };
    expect(conversations.summary(bob)).toEqual({ unread: 1, typing: false, lastMessage, activeAtMs: lastMessage.atMs });
    conversations.setVisible(bob, true);
    expect(conversations.summary(bob).unread).toBe(0);
    expect(stage.sent.at(-1)?.frame).toEqual({ t: 'text.read', epoch: theirEpoch, n: 1 });
    expect(stage.changes).toContain(bob);
  });

  it('counts what is unread, what is read and who types without reading the history', async () => {
    const before = stage.start();
    for (let n = 1; n <= 200; n += 1) before.handleFrame(bob, arrival(n));
    await settle();
    const reads: string[] = [];
    const told = <Input extends readonly unknown[], Output>(name: string, read: (...input: Input) => Output) => {
      return (...input: Input): Output => {
        reads.push(name);
        return read(...input);
      };
    };
    const { store } = stage;
    const conversations = stage.start({
      ...store,
      page: told('page', store.page),
      pageFrom: told('pageFrom', store.pageFrom),
      find: told('find', store.find),
      outbox: told('outbox', store.outbox),
    });
    await conversations.load([bob]);
    stage.openLink(conversations, bob);
    conversations.handleFrame(bob, { t: 'text.typing', on: true });
    expect(conversations.summary(bob)).toMatchObject({ unread: 200, typing: true });
    conversations.handleFrame(bob, arrival(201));
    await settle();
    expect(conversations.summary(bob).unread).toBe(201);
    conversations.setVisible(bob, true);
    expect(conversations.summary(bob).unread).toBe(0);
    expect(reads).toEqual([]);
  });

  it('remembers across a restart what is unread', async () => {
    const before = stage.start();
    before.handleFrame(bob, arrival(1));
    await settle();
    const conversations = stage.start();
    expect(conversations.summary(bob)).toEqual({ unread: 0, typing: false, lastMessage: null, activeAtMs: 0 });
    await conversations.load([bob]);
    expect(conversations.summary(bob)).toMatchObject({ unread: 1, lastMessage: { text: 'their 1' } });
  });

  it('does not acknowledge what the disk refused, and stores it by itself when there is room', async () => {
    const conversations = stage.start();
    await conversations.load([bob]);
    stage.openLink(conversations, bob);
    stage.full.add(bob);
    conversations.handleFrame(bob, arrival(1));
    await settle();
    expect(stage.sent).toEqual([]);
    stage.full.clear();
    await stage.clock.advanceAsync(1_000);
    expect(stage.sent.map(({ frame }) => frame)).toEqual([{ t: 'text.ack', epoch: theirEpoch, n: 1 }]);
    expect(await stage.lines(conversations, bob)).toEqual(['their 1 delivered']);
  });

  it('calls nonsense of this lane and the frames of others bad', () => {
    const conversations = stage.start();
    expect(conversations.handleFrame(bob, { t: 'text.message', text: 5 })).toBe(false);
    expect(conversations.handleFrame(bob, { t: 'call.invite' })).toBe(false);
    expect(conversations.handleFrame(bob, 'text.ack')).toBe(false);
  });

  it('keeps facts that come while the history is still being read', async () => {
    const conversations = stage.start();
    conversations.setVisible(bob, true);
    conversations.handleFrame(bob, arrival(1));
    stage.openLink(conversations, bob);
    conversations.handleFrame(bob, arrival(2));
    await settle();
    expect(conversations.summary(bob).unread).toBe(0);
    expect(stage.sent.at(-1)?.frame).toEqual({ t: 'text.read', epoch: theirEpoch, n: 2 });
  });

  it('shows typing for six seconds', async () => {
    const conversations = stage.start();
    await conversations.load([bob]);
    stage.openLink(conversations, bob);
    conversations.handleFrame(bob, { t: 'text.typing', on: true });
    stage.clock.advance(5_999);
    expect(conversations.summary(bob).typing).toBe(true);
    stage.clock.advance(1);
    expect(conversations.summary(bob).typing).toBe(false);
  });
});
