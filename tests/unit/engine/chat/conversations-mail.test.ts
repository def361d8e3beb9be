import { beforeEach, describe, expect, it } from 'vitest';
import { arrival, theirs } from '../../../fakes/chat-on-its-own.ts';
import type { ConversationStage } from '../../../fakes/conversation-stage.ts';
import { createConversationStage } from '../../../fakes/conversation-stage.ts';

const bob = 'B'.repeat(20);
const carol = 'C'.repeat(20);
let stage: ConversationStage;

beforeEach(() => {
  stage = createConversationStage();
});

describe('mail of conversations', () => {
  it('goes to whoever is sought in vain, and tells that the message is on its way', async () => {
    const conversations = stage.start();
    await conversations.send(bob, 'hello');
    conversations.handlePresence(bob, false);
    await stage.clock.advanceAsync(60_000);
    expect(stage.mail).toEqual([]);
    conversations.handlePresence(bob, true);
    await stage.clock.advanceAsync(1_200);
    expect(stage.mail).toMatchObject([{ to: bob, index: 0, frames: [{ t: 'text.message', n: 1, text: 'hello' }] }]);
    expect(await stage.lines(conversations, bob)).toEqual(['hello sent']);
  });

  it('is not written again by the next engine, which still tells it as sent', async () => {
    const conversations = stage.start();
    await conversations.send(bob, 'hello');
    conversations.handlePresence(bob, true);
    await stage.clock.advanceAsync(60_000);
    const later = stage.start();
    await later.load([bob]);
    later.handlePresence(bob, true);
    await stage.clock.advanceAsync(60_000);
    expect(stage.mail).toHaveLength(1);
    expect(await stage.lines(later, bob)).toEqual(['hello sent']);
  });

  it('makes the engine look, at its start, for those whose messages are nowhere but here', async () => {
    stage.mailOutcome = 'refused';
    const conversations = stage.start();
    await conversations.send(bob, 'hello');
    conversations.handlePresence(bob, true);
    await stage.clock.advanceAsync(60_000);
    expect(await stage.lines(conversations, bob)).toEqual(['hello queued']);
    const later = stage.start();
    await later.load([bob, carol]);
    stage.wanted.length = 0;
    later.seekAbsent();
    expect(stage.wanted).toEqual([bob]);
  });

  it('and the link tell the same message once, whichever comes first', async () => {
    const conversations = stage.start();
    conversations.takeMail(bob, [arrival(1), arrival(2)]);
    await stage.clock.advanceAsync(1);
    expect(conversations.receivedThrough(bob, theirs)).toBe(2);
    stage.openLink(conversations, bob);
    for (const n of [1, 2, 3]) conversations.handleFrame(bob, arrival(n));
    conversations.takeMail(bob, [arrival(1), arrival(2), arrival(3)]);
    await stage.clock.advanceAsync(1);
    expect(stage.memory.entries(bob).map((entry) => entry.kind === 'message' && entry.text)).toEqual([
      'their 1',
      'their 2',
      'their 3',
    ]);
    expect(stage.sent.at(-1)).toEqual({ to: bob, frame: { t: 'text.ack', epoch: theirs, n: 3 } });
  });

  it('shows when it was written, also in a search, and is news from when it came', async () => {
    const conversations = stage.start();
    const cameAtMs = stage.clock.nowMs();
    const hour = 3_600_000;
    conversations.takeMail(bob, [
      arrival(1, { sentAtMs: cameAtMs - 8 * hour }),
      arrival(2, { sentAtMs: cameAtMs - 9 * hour }),
      arrival(3, { sentAtMs: cameAtMs + hour }),
    ]);
    await stage.clock.advanceAsync(1);
    const { entries } = (await conversations.view(bob, { kind: 'newest', entries: 10 })).view;
    expect(entries.map(({ atMs }) => atMs)).toEqual([cameAtMs - 8 * hour, cameAtMs - 8 * hour, cameAtMs]);
    expect(conversations.summary(bob).lastMessage).toMatchObject({ atMs: cameAtMs, writtenAtMs: cameAtMs });
    conversations.takeMail(carol, [arrival(1, { sentAtMs: cameAtMs - hour })]);
    await stage.clock.advanceAsync(1);
    expect(conversations.summary(carol).lastMessage).toMatchObject({
      atMs: stage.clock.nowMs() - 1,
      writtenAtMs: cameAtMs - hour,
    });
  });

  it('that was stored while they were away is acknowledged as soon as the two meet', async () => {
    const conversations = stage.start();
    conversations.takeMail(bob, [arrival(1)]);
    await stage.clock.advanceAsync(1);
    expect(stage.sent).toEqual([]);
    stage.openLink(conversations, bob);
    expect(stage.sent).toContainEqual({ to: bob, frame: { t: 'text.ack', epoch: theirs, n: 1 } });
  });
});
