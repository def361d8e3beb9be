import { describe, expect, it } from 'vitest';
import { readFromLastTime, storeForNextOpening } from '#src/popup/snapshot-cache.ts';
import { createMemoryStorage } from '../../fakes/memory-storage.ts';
import { callWith, contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';

const bob = contactNamed('Bob', { unread: 2, lastMessage: { text: 'a secret', mine: false, atMs: 1 } });

describe('what a surface paints first', () => {
  it('has names, unread counts and settings', () => {
    const storage = createMemoryStorage();
    storeForNextOpening(storage, {
      ...emptySnapshot,
      contacts: [bob],
      settings: { ...emptySnapshot.settings, theme: 'dark' },
    });
    const painted = readFromLastTime(storage);
    expect(painted?.contacts).toEqual([{ ...bob, presence: 'away', lastMessage: null }]);
    expect(painted?.settings.theme).toBe('dark');
  });

  it('stores no text, no invite link and no call', () => {
    const stored: string[] = [];
    const storage = { ...createMemoryStorage(), setItem: (_: string, value: string) => stored.push(value) };
    storeForNextOpening(storage, { ...emptySnapshot, contacts: [bob], call: callWith(bob) });
    expect(stored.join()).not.toMatch(/a secret|beeline:|call-1/);
  });

  it('is nothing when the last time was a first run', () => {
    const storage = createMemoryStorage();
    storeForNextOpening(storage, { ...emptySnapshot, phase: 'first-run', self: null });
    expect(readFromLastTime(storage)).toBeUndefined();
  });

  it.each(['', '{', '[]', 'null', '{"phase":"ready"}', '{"phase":"ready","contacts":[],"self":7}'])(
    'is nothing when %j is stored',
    (text) => {
      expect(readFromLastTime({ ...createMemoryStorage(), getItem: () => text })).toBeUndefined();
    },
  );

  it('leaves out contacts that cannot be read', () => {
    const text = JSON.stringify({ phase: 'ready', self: { name: 'A', id: null }, contacts: [{ id: 1 }, null, bob] });
    const painted = readFromLastTime({ ...createMemoryStorage(), getItem: () => text });
    expect(painted?.contacts.map(({ name }) => name)).toEqual(['Bob']);
  });
});
