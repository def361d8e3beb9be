import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rememberRecent } from '#src/adapters/indexeddb/recent-entries.ts';
import { newCounters } from '#src/engine/chat/rules/counters.ts';
import type { ConversationStore, MessageRecord } from '#src/engine/ports/stores-port.ts';
import { createConversationMemory } from '../../../fakes/in-memory-stores.ts';

const contactId = 'B';
const conversation = { ...newCounters('e'.repeat(32)), contactId };

function message(order: number, more: Partial<MessageRecord> = {}): MessageRecord {
  const id = `m${order}`;
  return { kind: 'message', contactId, id, mine: false, text: id, atMs: 0, order, epoch: 'f', count: order, ...more };
}

function setUp() {
  const disk = createConversationMemory().openWith(async (commit) => commit());
  const reads: string[] = [];
  const watched: ConversationStore = {
    ...disk,
    page(...asked) {
      reads.push('page');
      return disk.page(...asked);
    },
    pageFrom(...asked) {
      reads.push('pageFrom');
      return disk.pageFrom(...asked);
    },
  };
  return { disk, reads, watched, store: rememberRecent(watched) };
}

/** Writes follow one another, as those of one conversation do; reads fall where they may. */
const acts = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('add'), size: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('repeat'), size: fc.integer({ min: 0, max: 5 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('edit'), size: fc.integer({ min: 0, max: 5 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('page', 'pageFrom'), size: fc.integer({ min: 1, max: 8 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove'), size: fc.constant(0) }) },
);

describe('recent entries', () => {
  it('says what the disk says, whatever was stored, changed and read before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(acts, fc.nat(12)), { maxLength: 40 }), async (all) => {
        const { store, disk } = setUp();
        let order = 0;
        const add = async (more: Parameters<typeof message>[1] = {}): Promise<void> => {
          order += 1;
          await store.append([message(order, more)], conversation);
        };
        const perform: Record<string, (size: number) => Promise<unknown>> = {
          async add(size) {
            const added = Array.from({ length: size }, (_, index) => message(order + 1 + index));
            order += size;
            await store.append(added, conversation);
          },
          repeat: (back) => add({ id: `m${order - back}` }),
          edit: (back) => add({ text: 'new', amends: { kind: 'edit', target: `m${order - back}` } }),
          remove: () => store.removeContact(contactId),
        };
        for (const [{ kind, size }, back] of all) {
          await perform[kind]?.(size);
          const ask = (from: ConversationStore) =>
            kind === 'page'
              ? from.page(contactId, back === 0 ? Infinity : order - back, size)
              : from.pageFrom(contactId, order - back, size);
          if (kind.startsWith('page')) expect(await ask(store)).toEqual(await ask(disk));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not go to the disk again for what follows the newest page', async () => {
    const { store, reads } = setUp();
    await store.append([message(1), message(2)], conversation);
    await store.page(contactId, Infinity, 60);
    await store.append([message(3)], conversation);
    const shown = await store.pageFrom(contactId, 0, 600);
    expect([shown.map(({ order }) => order), reads]).toEqual([[1, 2, 3], ['page']]);
  });

  it('forgets what was read while something was being stored', async () => {
    const { store, disk } = setUp();
    const reading = store.page(contactId, Infinity, 60);
    await store.append([message(1)], conversation);
    await reading;
    expect(await store.page(contactId, Infinity, 60)).toEqual(await disk.page(contactId, Infinity, 60));
  });

  it('knows nothing of messages that were given other places', async () => {
    const { store, disk } = setUp();
    await store.append([message(1, { mine: true })], conversation);
    await store.page(contactId, Infinity, 60);
    await store.renumber([message(1, { mine: true, epoch: 'other' })], conversation);
    const [found] = await store.page(contactId, Infinity, 60);
    expect(found).toMatchObject({ epoch: 'other' });
    expect([found]).toEqual(await disk.page(contactId, Infinity, 60));
  });

  it('forgets what it knew when two writes overlap', async () => {
    const { store, disk } = setUp();
    await store.page(contactId, Infinity, 60);
    await Promise.all([store.append([message(1)], conversation), store.append([message(2)], conversation)]);
    expect(await store.page(contactId, Infinity, 60)).toEqual(await disk.page(contactId, Infinity, 60));
  });

  it('shows nothing that the disk refused', async () => {
    const { watched } = setUp();
    const store = rememberRecent({ ...watched, append: () => Promise.reject(new Error('full')) });
    await store.page(contactId, Infinity, 60);
    await store.append([message(1)], conversation).catch(() => undefined);
    expect(await store.page(contactId, Infinity, 60)).toEqual([]);
  });

  it('keeps no more in memory than the newest of very long texts', async () => {
    const { store, reads } = setUp();
    const text = 'x'.repeat(64 * 1024);
    await store.page(contactId, Infinity, 60);
    for (let order = 1; order <= 20; order += 1) await store.append([message(order, { text })], conversation);
    expect((await store.page(contactId, Infinity, 8)).map(({ order }) => order)).toEqual([
      13, 14, 15, 16, 17, 18, 19, 20,
    ]);
    await store.page(contactId, Infinity, 20);
    expect(reads).toEqual(['page', 'page']);
  });
});
