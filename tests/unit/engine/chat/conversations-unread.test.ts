import { beforeEach, describe, expect, it } from 'vitest';
import type { Conversations } from '#src/engine/chat/conversations.ts';
import { openingEntries } from '#src/engine/chat/history-window.ts';
import { createConversationWatch } from '#src/engine/surfaces/conversation-watch.ts';
import type { ConversationView } from '#src/shared/snapshot.ts';
import type { ConversationStage } from '../../../fakes/conversation-stage.ts';
import { createConversationStage } from '../../../fakes/conversation-stage.ts';
import { settle } from '../../../fakes/virtual-clock.ts';

const bob = 'B'.repeat(20);
const theirEpoch = 'b'.repeat(32);
let stage: ConversationStage;
let conversations: Conversations;

const idOf = (n: number): string => `${n}`.padStart(32, 'f');

beforeEach(() => {
  stage = createConversationStage();
  conversations = stage.start();
});

const missed = { kind: 'call', mine: false, video: false, ending: 'missed', atMs: 7, durationMs: 0 } as const;

async function receive(from: number, through: number): Promise<void> {
  for (let n = from; n <= through; n += 1) {
    const frame = { t: 'text.message', id: idOf(n), epoch: theirEpoch, n, base: 1, text: `${n}`, sentAtMs: 1 };
    conversations.handleFrame(bob, frame);
    // No more than a real channel delivers before the first ones are stored.
    if (n % 100 === 0) await settle();
  }
  await settle();
}

/** As a surface does it: it shows the conversation, and so it is read at once. */
async function openIt(): Promise<ConversationView | undefined> {
  const sent: (ConversationView | null)[] = [];
  const watch = createConversationWatch({
    opening: conversations.opening,
    read: conversations.view,
    send: (view) => sent.push(view),
    onFault: (error) => {
      throw error;
    },
  });
  watch.show(bob);
  conversations.setVisible(bob, true);
  watch.move({ kind: 'stay' });
  await settle();
  await settle();
  expect(sent.length).toBeGreaterThan(1);
  return sent.at(-1) ?? undefined;
}

describe('a conversation with unread messages', () => {
  it('opens at the first of them when there are more than are shown at first', async () => {
    await receive(1, 100);
    conversations.setVisible(bob, true);
    conversations.setVisible(bob, false);
    await receive(101, 400);
    const view = await openIt();
    expect(view).toMatchObject({ unreadId: idOf(101), hasEarlier: true, hasLater: true });
    const ids = view?.entries.map(({ id }) => id) ?? [];
    expect([ids[0], ids.at(-1)]).toEqual([idOf(71), idOf(130)]);
  });

  it('tells the newest of those that come later, and no more of them than a badge counts', async () => {
    await receive(1, 400);
    const later = (await openIt())?.later ?? [];
    expect(later).toHaveLength(100);
    expect(later.at(-1)).toEqual({ kind: 'message', id: idOf(400), mine: false });
  });

  it('opens at its end when all of them are there', async () => {
    await receive(1, openingEntries);
    const view = await openIt();
    expect(view).toMatchObject({ unreadId: idOf(1), hasLater: false });
    expect(view?.later).toBeUndefined();
  });

  it('opens at its newest messages once they were read', async () => {
    await receive(1, 400);
    conversations.setVisible(bob, true);
    conversations.setVisible(bob, false);
    const view = await openIt();
    expect(view?.unreadId).toBeUndefined();
    expect(view?.entries.at(-1)?.id).toBe(idOf(400));
  });

  it('begins with a new first one after the former were read', async () => {
    await receive(1, 3);
    conversations.setVisible(bob, true);
    conversations.setVisible(bob, false);
    await receive(4, 5);
    expect((await openIt())?.unreadId).toBe(idOf(4));
  });
});

it('what waited for somebody who was removed while shown is not read by adding them again', async () => {
  await receive(1, 1);
  stage.openLink(conversations, bob);
  await openIt();
  await conversations.remove(bob);
  stage.sent.length = 0;
  await receive(1, 2);
  expect(conversations.summary(bob).unread).toBe(2);
  expect(stage.sent.filter(({ frame }) => frame.t === 'text.read')).toEqual([]);
});

describe('missed calls', () => {
  it('wait beside unread messages until somebody looks, also across a restart', async () => {
    await conversations.note(bob, { ...missed, ending: 'cancelled-there', share: true });
    await conversations.note(bob, { ...missed, atMs: 5 });
    const waiting = { unread: 0, missedCalls: { count: 2, atMs: 7, share: true }, lastCallAtMs: 7 };
    expect(conversations.summary(bob)).toMatchObject(waiting);
    conversations = stage.start();
    await conversations.load([bob]);
    expect(conversations.summary(bob)).toMatchObject(waiting);
    conversations.setVisible(bob, true);
    expect(conversations.summary(bob).missedCalls).toBeUndefined();
    await settle();
    conversations = stage.start();
    await conversations.load([bob]);
    expect(conversations.summary(bob).missedCalls).toBeUndefined();
  });

  it('are none that were answered, made here, or seen to come', async () => {
    await conversations.note(bob, { ...missed, mine: true, ending: 'no-answer' });
    await conversations.note(bob, { ...missed, ending: 'hung-up-there', durationMs: 1_000 });
    await conversations.note(bob, { ...missed, ending: 'declined-here' });
    conversations.setVisible(bob, true);
    await conversations.note(bob, missed);
    expect(conversations.summary(bob)).toMatchObject({ lastCallAtMs: 7 });
    expect(conversations.summary(bob).missedCalls).toBeUndefined();
  });

  it('bring their conversation up, and stand in the list of all calls', async () => {
    await conversations.note(bob, missed);
    expect(conversations.summary(bob).activeAtMs).toBe(7);
    expect(await conversations.calls()).toMatchObject([{ contactId: bob, ...missed }]);
  });
});
