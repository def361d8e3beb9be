import { beforeEach, describe, expect, it } from 'vitest';
import type { Conversations } from '../../../../src/offscreen/engine/conversations.ts';
import { createConversations } from '../../../../src/offscreen/engine/conversations.ts';
import type { ConversationStore } from '../../../../src/offscreen/store/records.ts';
import { StoreError } from '../../../../src/offscreen/store/records.ts';
import type { TextFrame } from '../../../../src/shared/chat/frames.ts';
import { defaultSettings } from '../../../../src/shared/settings.ts';
import type { ConversationMemory, Disk } from '../../../fakes/in-memory-stores.ts';
import { createConversationMemory } from '../../../fakes/in-memory-stores.ts';
import type { VirtualClock } from '../../../fakes/virtual-clock.ts';
import { createVirtualClock, settle } from '../../../fakes/virtual-clock.ts';

const bob = 'B'.repeat(20);
const carol = 'C'.repeat(20);
const theirEpoch = 'b'.repeat(32);
const ownCall = { mine: true, video: true, ending: 'hung-up-here', atMs: 7, durationMs: 5 } as const;

let clock: VirtualClock;
let memory: ConversationMemory;
/** Contacts whose links are open, and everything that leaves. */
let open: Set<string>;
let sent: { readonly to: string; readonly frame: TextFrame }[];
let wanted: string[];
let badFrames: string[];
let changes: string[];
let storage: string[];
/** Contacts whose writes the disk refuses. */
let full: Set<string>;

beforeEach(() => {
  clock = createVirtualClock();
  memory = createConversationMemory();
  open = new Set();
  full = new Set();
  [sent, wanted, badFrames, changes, storage] = [[], [], [], [], []];
});

/** The store of this test's memory, refusing writes for those contacts in `full`. */
function createStore(): ConversationStore {
  const room: Disk = async (commit) => commit();
  const store = memory.openWith(room);
  const check = (contactId: string): void => {
    if (full.has(contactId)) throw new StoreError('full');
  };
  return {
    ...store,
    async append(entries, conversation) {
      check(conversation.contactId);
      return store.append(entries, conversation);
    },
    async saveConversation(conversation) {
      check(conversation.contactId);
      return store.saveConversation(conversation);
    },
  };
}

function start(changed: Partial<Parameters<typeof createConversations>[0]> = {}): Conversations {
  let ids = 0;
  return createConversations({
    store: createStore(),
    links: {
      want: (id) => void wanted.push(id),
      isOpen: (id) => open.has(id),
      send(to, lane, frame) {
        if (lane !== 'text' || !open.has(to)) return false;
        sent.push({ to, frame: frame as TextFrame });
        return true;
      },
      countBadFrame: (id) => void badFrames.push(id),
    },
    clock,
    newId: () => (++ids).toString(16).padStart(32, '0'),
    settings: () => defaultSettings,
    onChange: (id) => void changes.push(id),
    onStorage: (state) => void storage.push(state),
    log: () => undefined,
    ...changed,
  });
}

function arrival(n: number): TextFrame {
  const id = `${n}`.padStart(32, 'f');
  return { t: 'text.message', id, epoch: theirEpoch, n, base: 1, text: `their ${n}`, sentAtMs: 1 };
}

function openLink(conversations: Conversations, id: string): void {
  open.add(id);
  conversations.handleOpened(id);
}

async function texts(conversations: Conversations, id: string): Promise<readonly string[]> {
  const { entries } = await conversations.view(id, 1_000);
  return entries.map((entry) => (entry.kind === 'message' ? `${entry.text} ${entry.state}` : entry.ending));
}

describe('sending', () => {
  it('stores before it answers, and wants a link when there is none', async () => {
    const conversations = start();
    expect(await conversations.send(bob, 'hello')).toMatchObject({ kind: 'queued' });
    expect(memory.entries(bob)).toMatchObject([{ text: 'hello', mine: true }]);
    expect(wanted).toEqual([bob]);
    expect(await texts(conversations, bob)).toEqual(['hello queued']);
  });

  it('keeps the order of what is sent at once', async () => {
    const conversations = start();
    const words = Array.from({ length: 50 }, (_, index) => `word ${index}`);
    await Promise.all(words.map((word) => conversations.send(bob, word)));
    expect(memory.entries(bob).map((entry) => entry.kind === 'message' && entry.text)).toEqual(words);
  });

  it.each([
    ['empty', ''],
    ['empty', ' \n\t'],
    ['too-long', 'é'.repeat(32_769)],
  ])('refuses what is %s and stores nothing', async (reason, text) => {
    expect(await start().send(bob, text)).toEqual({ kind: 'refused', reason });
    expect(memory.entries(bob)).toEqual([]);
  });

  it('says that storage is full and later that it is well again', async () => {
    const conversations = start();
    full.add(bob);
    expect(await conversations.send(bob, 'lost?')).toEqual({ kind: 'refused', reason: 'storage-full' });
    full.clear();
    expect(await conversations.send(bob, 'kept')).toMatchObject({ kind: 'queued' });
    expect(storage).toEqual(['full', 'ok']);
    expect(await texts(conversations, bob)).toEqual(['kept queued']);
  });

  it('reports storage as well only when it is for everybody', async () => {
    const conversations = start();
    full.add(bob).add(carol);
    await conversations.send(bob, 'one');
    await conversations.send(carol, 'two');
    full.delete(bob);
    await clock.advanceAsync(60_000);
    expect(storage).toEqual(['full']);
    full.clear();
    await clock.advanceAsync(60_000);
    expect(storage).toEqual(['full', 'ok']);
  });

  it('does not let one contact whose history fails hold up another', async () => {
    const conversations = start();
    full.add(bob);
    const outcomes = await Promise.all([conversations.send(bob, 'one'), conversations.send(carol, 'two')]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['refused', 'queued']);
  });

  it('sends after a restart what was queued before, and shows it delivered and read', async () => {
    await start().send(bob, 'hello');
    const conversations = start();
    await conversations.load([bob]);
    openLink(conversations, bob);
    expect(sent).toMatchObject([{ to: bob, frame: { t: 'text.message', text: 'hello', n: 1, base: 1 } }]);
    expect(await texts(conversations, bob)).toEqual(['hello sent']);
    const epoch = sent[0]?.frame.t === 'text.message' ? sent[0].frame.epoch : '';
    conversations.handleFrame(bob, { t: 'text.ack', epoch, n: 1 });
    expect(await texts(conversations, bob)).toEqual(['hello delivered']);
    conversations.handleFrame(bob, { t: 'text.read', epoch, n: 1 });
    await settle();
    const later = start();
    expect(await texts(later, bob)).toEqual(['hello read']);
    openLink(later, bob);
    expect(sent).toHaveLength(1);
  });
});

describe('receiving', () => {
  it('stores, acknowledges and counts as unread until it is seen', async () => {
    const conversations = start();
    openLink(conversations, bob);
    expect(conversations.handleFrame(bob, arrival(1))).toBe(true);
    await settle();
    expect(sent.map(({ frame }) => frame.t)).toEqual(['text.ack']);
    const lastMessage = { text: 'their 1', mine: false, atMs: clock.nowMs() };
    expect(conversations.summary(bob)).toEqual({ unread: 1, typing: false, lastMessage });
    conversations.setVisible(bob, true);
    expect(conversations.summary(bob).unread).toBe(0);
    expect(sent.at(-1)?.frame).toEqual({ t: 'text.read', epoch: theirEpoch, n: 1 });
    expect(changes).toContain(bob);
  });

  it('remembers across a restart what is unread', async () => {
    const before = start();
    before.handleFrame(bob, arrival(1));
    await settle();
    const conversations = start();
    expect(conversations.summary(bob)).toEqual({ unread: 0, typing: false, lastMessage: null });
    await conversations.load([bob]);
    expect(conversations.summary(bob)).toMatchObject({ unread: 1, lastMessage: { text: 'their 1' } });
  });

  it('does not acknowledge what the disk refused, and stores it by itself when there is room', async () => {
    const conversations = start();
    await conversations.load([bob]);
    openLink(conversations, bob);
    full.add(bob);
    conversations.handleFrame(bob, arrival(1));
    await settle();
    expect(sent).toEqual([]);
    full.clear();
    await clock.advanceAsync(1_000);
    expect(sent.map(({ frame }) => frame)).toEqual([{ t: 'text.ack', epoch: theirEpoch, n: 1 }]);
    expect(await texts(conversations, bob)).toEqual(['their 1 delivered']);
  });

  it('counts nonsense of this lane and leaves other frames to others', () => {
    const conversations = start();
    expect(conversations.handleFrame(bob, { t: 'text.message', text: 5 })).toBe(true);
    expect(badFrames).toEqual([bob]);
    expect(conversations.handleFrame(bob, { t: 'call.invite' })).toBe(false);
    expect(conversations.handleFrame(bob, 'text.ack')).toBe(false);
    expect(badFrames).toEqual([bob]);
  });

  it('keeps facts that come while the history is still being read', async () => {
    const conversations = start();
    conversations.setVisible(bob, true);
    conversations.handleFrame(bob, arrival(1));
    openLink(conversations, bob);
    conversations.handleFrame(bob, arrival(2));
    await settle();
    expect(conversations.summary(bob).unread).toBe(0);
    expect(sent.at(-1)?.frame).toEqual({ t: 'text.read', epoch: theirEpoch, n: 2 });
  });

  it('shows typing for six seconds', async () => {
    const conversations = start();
    await conversations.load([bob]);
    openLink(conversations, bob);
    conversations.handleFrame(bob, { t: 'text.typing', on: true });
    clock.advance(5_999);
    expect(conversations.summary(bob).typing).toBe(true);
    clock.advance(1);
    expect(conversations.summary(bob).typing).toBe(false);
  });
});

describe('the history', () => {
  it('mixes calls among the messages and tells whether there is more', async () => {
    const conversations = start();
    await conversations.send(bob, 'one');
    await conversations.note(bob, ownCall);
    await conversations.send(bob, 'two');
    expect(await texts(conversations, bob)).toEqual(['one queued', 'hung-up-here', 'two queued']);
    const { entries, hasEarlier } = await conversations.view(bob, 2);
    expect([entries.length, hasEarlier]).toEqual([2, true]);
    expect((await conversations.view(bob, 3)).hasEarlier).toBe(false);
    expect(entries[0]).toEqual({ ...ownCall, kind: 'call', id: entries[0]?.id });
  });

  it('does not lose a call that happens while the disk is full', async () => {
    const conversations = start();
    full.add(bob);
    await conversations.note(bob, ownCall);
    full.clear();
    await clock.advanceAsync(1_000);
    expect(await texts(conversations, bob)).toEqual(['hung-up-here']);
  });

  it('begins anew after it was removed, with an epoch of its own', async () => {
    const conversations = start();
    openLink(conversations, bob);
    await conversations.send(bob, 'before');
    await conversations.remove(bob);
    expect(memory.entries(bob)).toEqual([]);
    expect(conversations.summary(bob).lastMessage).toBeNull();
    await conversations.send(bob, 'after');
    const epochs = sent.map(({ frame }) => frame.t === 'text.message' && frame.epoch);
    expect(new Set(epochs).size).toBe(2);
    expect(await texts(conversations, bob)).toEqual(['after sent']);
    expect(clock.pending()).toBe(1);
  });

  it('leaves no complaint about storage behind when it is removed', async () => {
    const conversations = start();
    full.add(bob);
    await conversations.send(bob, 'one');
    await conversations.remove(bob);
    expect(storage).toEqual(['full', 'ok']);
    expect(clock.pending()).toBe(0);
  });

  it('is not overwritten when it could not be read at first', async () => {
    await start().send(bob, 'old');
    let broken = true;
    const store = createStore();
    const conversations = start({
      store: { ...store, loadAll: async () => (broken ? Promise.reject(new StoreError('failed')) : store.loadAll()) },
    });
    await expect(conversations.load([bob])).rejects.toBeInstanceOf(StoreError);
    expect(await conversations.send(bob, 'refused')).toEqual({ kind: 'refused', reason: 'storage-full' });
    broken = false;
    expect(await conversations.send(bob, 'new')).toMatchObject({ kind: 'queued' });
    expect(await texts(conversations, bob)).toEqual(['old queued', 'new queued']);
    expect(storage).toEqual(['full', 'ok']);
  });
});
