import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutEntries } from '#src/popup/components/chat/entry-layout.ts';
import { countNew, estimateHeight, firstUnread, placeMessages } from '#src/popup/components/chat/log-rows.ts';
import type { ConversationEntry } from '#src/shared/snapshot.ts';
import { messageSaying } from '../../fakes/surface-snapshots.ts';

const call: ConversationEntry = {
  kind: 'call',
  id: 'call',
  mine: false,
  video: false,
  ending: 'missed',
  atMs: 0,
  durationMs: 0,
};
const theirs = (id: string): ConversationEntry => messageSaying(id, { id });
const ours = (id: string): ConversationEntry => messageSaying(id, { id, mine: true });

describe('the line above what nobody has seen', () => {
  it('counts neither calls nor own messages', () => {
    const entries = [theirs('a'), theirs('b'), call, ours('c'), theirs('d')];
    expect(firstUnread(entries, 2)).toBe('b');
  });

  it.each([0, 4])('is not drawn for %i unread messages of three', (unread) => {
    expect(firstUnread([theirs('a'), theirs('b'), theirs('c')], unread)).toBeNull();
  });
});

describe('the number of new messages', () => {
  it('counts what they wrote after the entry seen last', () => {
    expect(countNew([theirs('a'), theirs('b'), ours('c'), call, theirs('d')], [], { id: 'a' })).toBe(2);
  });

  it('is none when the entry seen last is not here, rather than all of them', () => {
    expect(countNew([theirs('a'), theirs('b')], [], { id: 'gone' })).toBe(0);
    expect(countNew([theirs('a')], [], { id: undefined })).toBe(0);
    expect(countNew([theirs('a')], [], { unreadId: null })).toBe(0);
  });
});

describe('the number of new messages when the newest are not here', () => {
  const later = [ours('x'), call, theirs('y'), theirs('z')];

  it('counts on through what comes later', () => {
    expect(countNew([theirs('a'), theirs('b')], later, { id: 'a' })).toBe(3);
  });

  it('leaves out those that come later and were seen', () => {
    expect(countNew([theirs('a'), theirs('b')], later, { id: 'y' })).toBe(1);
  });

  it('is all that is known to come later when what was seen last lies between', () => {
    expect(countNew([theirs('a'), theirs('b')], later, { id: 'between' })).toBe(2);
  });

  it('begins with the first unread message itself', () => {
    expect(countNew([theirs('a'), theirs('b')], later, { unreadId: 'b' })).toBe(3);
  });
});

describe('the place of a message', () => {
  it('is counted without calls, and of an unknown number while there is more', () => {
    const entries = [theirs('a'), call, theirs('b')];
    expect([...placeMessages(entries, true).values()]).toEqual([
      { position: 1, of: 2 },
      { position: 2, of: 2 },
    ]);
    expect(placeMessages(entries, false).get('b')).toEqual({ position: 2, of: -1 });
    expect(placeMessages(entries, true).has('call')).toBe(false);
  });
});

describe('the height of a row before it is drawn', () => {
  it('is more than nothing, and never more than a few screens', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5_000 }), fc.boolean(), (text, startsDay) => {
        const [row] = layOutEntries([messageSaying(text)]);
        const height = row === undefined ? 0 : estimateHeight({ ...row, startsDay });
        expect(height).toBeGreaterThan(0);
        expect(height).toBeLessThan(2_000);
      }),
    );
  });
});
