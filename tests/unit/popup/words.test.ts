import { describe, expect, it } from 'vitest';
import { initials } from '#src/popup/components/basics/avatar.tsx';
import { clockDuration } from '#src/popup/components/basics/text.ts';
import { layOutEntries } from '#src/popup/components/chat/entry-layout.ts';
import { isOnlyEmoji } from '#src/popup/components/chat/message-bubble.tsx';
import { groupedId } from '#src/popup/components/contacts/grouped-id.ts';
import { formatId } from '#src/shared/identity/id-codec.ts';
import { packagedText } from '../../fakes/packaged-text.ts';
import { messageSaying } from '../../fakes/surface-snapshots.ts';

const noon = new Date(2026, 5, 10, 12).getTime();
const day = 86_400_000;

describe('durations', () => {
  it.each([
    [0, '0:00'],
    [59_999, '0:59'],
    [600_000, '10:00'],
    [3_753_000, '1:02:33'],
    [-5, '0:00'],
  ])('of %d ms read %s', (durationMs, words) => {
    expect(clockDuration(durationMs)).toBe(words);
  });
});

describe('days', () => {
  it('change at midnight, not after 24 hours', () => {
    const { day: dayOf } = packagedText('en');
    const oneInTheMorning = new Date(2026, 5, 10, 1).getTime();
    expect(dayOf(oneInTheMorning - 2 * 3_600_000, oneInTheMorning)).toBe('Yesterday');
    expect(dayOf(oneInTheMorning, noon)).toBe('Today');
    expect(packagedText('ja').day(noon, noon)).toBe('今日');
  });

  it('name the year when it is long ago, and do not call tomorrow a weekday of the past', () => {
    const { day: dayOf, moment } = packagedText('en');
    expect(dayOf(noon - 400 * day, noon)).toContain('2025');
    expect(moment(noon + 2 * day, noon)).toBe('Jun 12');
  });
});

describe('initials', () => {
  it.each([
    ['Bob Marsh', 'BM'],
    ['bob', 'B'],
    ['佐藤 彩香', '佐'],
    ['👩‍👩‍👧 family', '👩‍👩‍👧'],
    ['  ', ''],
  ])('of %j are %j', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });
});

describe('messages', () => {
  it('are large only when they are a few emoji and nothing else', () => {
    expect(['🎉', '👍🏽❤️', '👩‍👩‍👧'].map(isOnlyEmoji)).toEqual([true, true, true]);
    expect(['🇯🇵', '🇯🇵🇻🇳', '1️⃣2️⃣', '#⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏳️‍🌈🇺🇳'].map(isOnlyEmoji)).toEqual(Array(6).fill(true));
    expect(['🇯', '12', '1\ufe0f', '🇯🇵!'].map(isOnlyEmoji)).toEqual(Array(4).fill(false));
    expect(['ok 👍', '1', '#', '🎉🎉🎉🎉', ''].map(isOnlyEmoji)).toEqual([false, false, false, false, false]);
  });

  it('form a run until the other speaks, a while passes or a day ends', () => {
    const entries = [
      messageSaying('a', { atMs: noon }),
      messageSaying('b', { atMs: noon + 1_000 }),
      messageSaying('c', { atMs: noon + 2_000, mine: true }),
      messageSaying('d', { atMs: noon + 6 * 60_000, mine: true }),
      messageSaying('e', { atMs: noon + day, mine: true }),
    ];
    const runs = layOutEntries(entries).map(({ first, last, startsDay }) => [first, last, startsDay]);
    expect(runs).toEqual([
      [true, false, true],
      [false, true, false],
      [true, true, false],
      [true, true, false],
      [true, true, true],
    ]);
  });
});

describe('an ID on screen', () => {
  it('is grouped as the codec groups it', () => {
    expect(groupedId('7K3M9QXAW2NP4TGVC1HR')).toBe(formatId('7K3M9QXAW2NP4TGVC1HR'));
  });
});
