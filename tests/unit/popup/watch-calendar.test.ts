import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchCalendar } from '#src/popup/watch-calendar.ts';

/** As a browser writes this moment when the computer has been carried to Japan. */
const inJapan = 'Thu Jun 11 2026 06:00:00 GMT+0900 (Japan Standard Time)';
let changes = 0;
let page: Document;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: new Date(2026, 5, 10, 22) });
  changes = 0;
  page = document.implementation.createHTMLDocument();
  watchCalendar(page, () => {
    changes += 1;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('a page that stays open', () => {
  it('hears of midnight once, and of nothing else that the clock does', () => {
    vi.advanceTimersByTime(2 * 3_600_000 - 1);
    expect(changes).toBe(0);
    vi.advanceTimersByTime(20_000);
    expect(changes).toBe(1);
    vi.advanceTimersByTime(20 * 3_600_000);
    expect(changes).toBe(1);
  });

  it('hears of another time zone', () => {
    vi.spyOn(Date.prototype, 'toString').mockReturnValue(inJapan);
    vi.advanceTimersByTime(20_000);
    expect(changes).toBe(1);
  });

  it('looks at once when somebody sees it again, as after the computer slept', () => {
    vi.setSystemTime(new Date(2026, 5, 12, 8));
    page.dispatchEvent(new Event('visibilitychange'));
    expect(changes).toBe(1);
  });
});
