import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HistoryMove, HistoryPart } from '#src/engine/chat/history-window.ts';
import { mostEntries, openingEntries, readHistory } from '#src/engine/chat/history-window.ts';
import { newCounters } from '#src/engine/chat/rules/counters.ts';
import type { ConversationStore, EntryRecord } from '#src/engine/ports/stores-port.ts';
import { createConversationMemory } from '../../../fakes/in-memory-stores.ts';

const bob = 'B'.repeat(20);
let store: ConversationStore;

function message(order: number): EntryRecord {
  const epoch = 'e'.repeat(32);
  return {
    contactId: bob,
    kind: 'message',
    id: `m${order}`,
    mine: false,
    text: '',
    atMs: order,
    order,
    epoch,
    count: order,
  };
}

/** Every seventh place is taken by something that is not shown. */
const isShownAt = (order: number): boolean => order % 7 !== 0;

async function fill(count: number): Promise<void> {
  const orders = Array.from({ length: count }, (_, index) => index + 1);
  const entries = orders.map((order) => {
    const entry = message(order);
    const amends = { kind: 'reaction', target: 'none' } as const;
    return isShownAt(order) || entry.kind === 'call' ? entry : { ...entry, amends };
  });
  await store.append(entries, { ...newCounters('e'.repeat(32)), contactId: bob });
}

const ordersIn = ({ entries }: HistoryPart): number[] => entries.map(({ order }) => order);

async function walk(moves: readonly HistoryMove[]): Promise<HistoryPart> {
  let part = await readHistory(store, bob, { move: { kind: 'newest' }, window: null });
  for (const move of moves) part = await readHistory(store, bob, { move, window: part.window });
  return part;
}

beforeEach(() => {
  store = createConversationMemory().openWith(async (commit) => commit());
});

describe('the part of a history that is on screen', () => {
  it('is all of a short one, with nothing before and nothing after', async () => {
    await fill(5);
    const part = await walk([]);
    expect(ordersIn(part)).toEqual([1, 2, 3, 4, 5]);
    expect(part.window).toEqual({ from: 0, before: Infinity });
  });

  it('has neither gap nor repetition nor more than its limit, wherever one goes', async () => {
    await fill(2_000);
    const kinds = fc.constantFrom('earlier', 'later', 'stay', 'newest', 'around');
    const steps = fc.array(fc.tuple(kinds, fc.integer({ min: 1, max: 2_000 })), { maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(steps, async (asked) => {
        const moves = asked.map(
          ([kind, at]): HistoryMove => (kind === 'around' ? { kind, messageId: `m${at}` } : { kind }),
        );
        const part = await walk(moves);
        const orders = ordersIn(part);
        const [first = 0, last = 0] = [orders[0], orders.at(-1)];
        const expected = Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(isShownAt);
        expect(orders).toEqual(expected);
        expect(orders.length).toBeLessThanOrEqual(mostEntries);
        expect(part.window.from === 0).toBe(first === 1);
        expect(part.window.before === Infinity).toBe(last === 2_000 - (isShownAt(2_000) ? 0 : 1));
      }),
      { numRuns: 40 },
    );
  });

  it('leads to the first message and back to the newest', async () => {
    await fill(2_000);
    const up = await walk(Array.from({ length: 20 }, () => ({ kind: 'earlier' }) as const));
    expect(ordersIn(up)[0]).toBe(1);
    let part = up;
    for (let steps = 0; steps < 20; steps += 1) {
      part = await readHistory(store, bob, { move: { kind: 'later' }, window: part.window });
    }
    expect(ordersIn(part).at(-1)).toBe(2_000);
  });

  it('has the message that was asked for with what surrounds it', async () => {
    await fill(2_000);
    const orders = ordersIn(await walk([{ kind: 'around', messageId: 'm1000' }]));
    expect(orders).toContain(1_000);
    expect(orders.filter((order) => order < 1_000)).toHaveLength(openingEntries / 2);
    expect(orders.filter((order) => order > 1_000).length).toBeGreaterThan(20);
  });

  it('shows the newest when the message asked for is not there any more', async () => {
    await fill(200);
    expect(ordersIn(await walk([{ kind: 'around', messageId: 'gone' }])).at(-1)).toBe(200);
  });

  it('keeps its beginning when new messages arrive, so that nothing slides away from under a reader', async () => {
    await fill(200);
    const before = await walk([]);
    await store.append([message(201)], { ...newCounters('e'.repeat(32)), contactId: bob });
    const after = await readHistory(store, bob, { move: { kind: 'stay' }, window: before.window });
    expect(ordersIn(after)).toEqual([...ordersIn(before), 201]);
  });

  it('asks the store for a bounded number of entries at 10,000 as at 100', async () => {
    const asked: number[] = [];
    const counting: ConversationStore = {
      ...store,
      page: (id, before, limit) => {
        asked.push(limit);
        return store.page(id, before, limit);
      },
      pageFrom: (id, from, limit) => {
        asked.push(limit);
        return store.pageFrom(id, from, limit);
      },
    };
    await fill(10_000);
    await readHistory(counting, bob, { move: { kind: 'newest' }, window: null });
    expect(asked).toEqual([openingEntries + 1]);
  });
});
