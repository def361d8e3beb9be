/** A date that is wrong for less than this is noticed by nobody; browsers wake hidden pages more rarely anyway. */
const lookMs = 20_000;

/** Calls `onChange` when midnight has passed or this computer has come to another time zone; the platform has no event for either. */
export function watchCalendar(page: Document, onChange: () => void): void {
  let known = dateAndZone();
  const look = (): void => {
    const now = dateAndZone();
    if (now === known) return;
    known = now;
    onChange();
  };
  setInterval(look, lookMs);
  page.addEventListener('visibilitychange', look);
}

/** ECMA-262 §21.4.4.41: `Sun Nov 29 2026 18:16:00 GMT+0900 (Japan Standard Time)`, without the time of day. */
function dateAndZone(): string {
  return new Date().toString().replace(/[\d:]{8}/, '');
}
