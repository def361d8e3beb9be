import { beforeEach, describe, expect, it } from 'vitest';
import { createMessageSearch } from '#src/engine/chat/message-search.ts';
import { newCounters } from '#src/engine/chat/rules/counters.ts';
import type { SearchPage, SearchPosition } from '#src/engine/chat/rules/search-query.ts';
import type { ConversationStore, MessageRecord } from '#src/engine/ports/stores-port.ts';
import { createConversationMemory } from '../../../fakes/in-memory-stores.ts';

const bob = 'B'.repeat(20);
const carol = 'C'.repeat(20);
let store: ConversationStore;
let pages: number;

function message(order: number, text: string, change: Partial<MessageRecord> = {}): MessageRecord {
  const epoch = 'e'.repeat(32);
  return {
    contactId: bob,
    kind: 'message',
    id: `m${order}`,
    mine: false,
    text,
    atMs: order,
    order,
    epoch,
    count: order,
    ...change,
  };
}

async function add(contactId: string, messages: readonly MessageRecord[]): Promise<void> {
  const entries = messages.map((one) => ({ ...one, contactId }));
  await store.append(entries, { ...newCounters('e'.repeat(32)), contactId });
}

function begin() {
  const contacts = { all: () => [bob, carol].map((id) => ({ id }) as never) };
  const clock = {
    after(_: number, action: () => void) {
      queueMicrotask(action);
      return () => undefined;
    },
  };
  const page: ConversationStore['page'] = (...asked) => {
    pages += 1;
    return store.page(...asked);
  };
  const { search } = createMessageSearch({ store: { page }, contacts, clock });
  const ask = (text: string, contactId: string | null = bob, after: SearchPosition | null = null) =>
    search({ searcher: 'one', contactId, text, after });
  return { search, ask };
}

function hitsIn(page: SearchPage): readonly string[] {
  return page.kind === 'found' ? page.hits.map(({ messageId }) => messageId) : [page.kind];
}

beforeEach(() => {
  pages = 0;
  store = createConversationMemory().openWith(async (commit) => commit());
});

describe('the search through stored messages', () => {
  it('tells when a message was written, not when it came', async () => {
    await add(bob, [message(9, 'needle', { writtenAtMs: 3 })]);
    expect(await begin().ask('needle')).toMatchObject({ hits: [{ atMs: 3 }] });
  });

  it('finds the newest first, with what surrounds the hit', async () => {
    await add(bob, [message(1, 'the Plan'), message(2, 'something else'), message(3, 'plan B', { mine: true })]);
    const page = await begin().ask('plan');
    expect(page).toMatchObject({
      next: null,
      hits: [
        { messageId: 'm3', mine: true, excerpt: [{ text: 'plan', hit: true }, { text: ' B' }] },
        { messageId: 'm1', contactId: bob, atMs: 1 },
      ],
    });
  });

  it('finds an edited message by its new text only, and a deleted one not at all', async () => {
    const edit = { amends: { kind: 'edit', target: 'm1' } } as const;
    const deletion = { amends: { kind: 'delete', target: 'm2' } } as const;
    await add(bob, [message(1, 'old words'), message(2, 'secret words')]);
    await add(bob, [message(3, 'new words', edit), message(4, '', deletion)]);
    const { ask } = begin();
    expect(hitsIn(await ask('words'))).toEqual(['m1']);
    expect(hitsIn(await ask('old'))).toEqual([]);
    expect(hitsIn(await ask('secret'))).toEqual([]);
  });

  it('turns pages without losing or repeating a hit', async () => {
    await add(
      bob,
      Array.from({ length: 1_000 }, (_, index) => message(index + 1, index % 3 === 0 ? 'needle' : 'hay')),
    );
    const { ask } = begin();
    const found: string[] = [];
    let after: SearchPosition | null = null;
    do {
      const page: SearchPage = await ask('needle', bob, after);
      found.push(...hitsIn(page));
      after = page.kind === 'found' ? page.next : null;
    } while (after !== null);
    expect(found).toEqual(Array.from({ length: 334 }, (_, index) => `m${1_000 - 3 * index}`));
  });

  it('answers within a bounded amount of work when nothing is found, and says where to go on', async () => {
    await add(
      bob,
      Array.from({ length: 10_000 }, (_, index) => message(index + 1, 'hay')),
    );
    const page = await begin().ask('needle');
    expect(page).toEqual({ kind: 'found', hits: [], next: { contactId: bob, order: 5_001 } });
    expect(pages).toBeLessThanOrEqual(25);
  });

  it('goes from one contact to the next when nobody is named', async () => {
    await add(bob, [message(1, 'needle')]);
    await add(carol, [message(1, 'needle', { id: 'c1' })]);
    expect(hitsIn(await begin().ask('needle', null))).toEqual(['m1', 'c1']);
  });

  it('gives up at once when the person types on, and not when somebody else searches', async () => {
    await add(
      bob,
      Array.from({ length: 3_000 }, (_, index) => message(index + 1, 'needle in the hay'.slice(0, 6 + (index % 2)))),
    );
    const { search, ask } = begin();
    const first = ask('nothing of the kind');
    const other = search({ searcher: 'two', contactId: bob, text: 'needle', after: null });
    const second = ask('needle');
    expect(hitsIn(await first)).toEqual(['superseded']);
    expect(hitsIn(await second)).toHaveLength(30);
    expect(hitsIn(await other)).toHaveLength(30);
  });

  it('ends without a successor when the words are taken back', async () => {
    await add(bob, [message(1, 'needle')]);
    const { ask } = begin();
    const first = ask('needle');
    expect(await ask(' ')).toEqual({ kind: 'found', hits: [], next: null });
    expect(await first).toEqual({ kind: 'superseded' });
  });

  it('lets other work through while it reads long messages', async () => {
    await add(
      bob,
      Array.from({ length: 20 }, (_, index) => message(index + 1, 'x'.repeat(65_536))),
    );
    let turns = 0;
    const clock = {
      after(_: number, action: () => void) {
        turns += 1;
        queueMicrotask(action);
        return () => undefined;
      },
    };
    const { search } = createMessageSearch({ store, contacts: { all: () => [] }, clock });
    await search({ searcher: 'one', contactId: bob, text: 'needle', after: null });
    expect(turns).toBe(20);
  });

  it.each([
    null,
    'needle',
    { text: 'needle' },
    { searcher: 'one', contactId: bob, text: 7, after: null },
    { searcher: 'one', contactId: bob, text: 'x'.repeat(201), after: null },
    { searcher: 'one', contactId: bob, text: 'needle', after: { contactId: bob, order: -1 } },
    { searcher: 'one', contactId: bob, text: 'needle', after: null, more: true },
  ])('reads nothing for %j', async (query) => {
    await add(bob, [message(1, 'needle')]);
    expect(await begin().search(query)).toEqual({ kind: 'found', hits: [], next: null });
    expect(pages).toBe(0);
  });
});
