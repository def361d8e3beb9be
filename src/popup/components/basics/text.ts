import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type messages from '../../../../public/_locales/en/messages.json';

export type MessageKey = keyof typeof messages;
/** Messages that exist once per plural category, as `key_one` and `key_other`. */
export type PluralKey = MessageKey extends infer Key ? (Key extends `${infer Stem}_other` ? Stem : never) : never;

/** The words, dates and numbers of one language. */
export interface Text {
  /** BCP 47 tag that dates and numbers follow. */
  readonly language: string;
  t(key: MessageKey, ...substitutions: readonly string[]): string;
  plural(key: PluralKey, count: number): string;
  /** Time of day. */
  time(atMs: number): string;
  /** Today, yesterday, or the date. */
  day(atMs: number, nowMs: number): string;
  /** The full date. */
  date(atMs: number): string;
  /** As short as a list needs it: time of day, weekday or date. */
  moment(atMs: number, nowMs: number): string;
}

export type Lookup = (key: string, substitutions: readonly string[]) => string;

const dayMs = 86_400_000;

/** `language` is the tag of the language in which `lookup` answers. */
export function createText(lookup: Lookup, language: string): Text {
  const rules = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short' });
  const date = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' });
  const longDate = new Intl.DateTimeFormat(language, { weekday: 'long', month: 'long', day: 'numeric' });
  const dateWithYear = new Intl.DateTimeFormat(language, { dateStyle: 'long' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });

  return {
    language,
    t: (key, ...substitutions) => lookup(key, substitutions),
    plural: (key, count) => lookup(`${key}_${rules.select(count)}`, [number.format(count)]),
    time: (atMs) => time.format(atMs),
    day: (atMs, nowMs) => {
      const age = calendarDays(atMs, nowMs);
      if (age === 0 || age === 1) return capitalised(relative.format(-age, 'day'), language);
      return (age > 1 && age < 180 ? longDate : dateWithYear).format(atMs);
    },
    date: (atMs) => dateWithYear.format(atMs),
    moment: (atMs, nowMs) => {
      const age = calendarDays(atMs, nowMs);
      if (age === 0) return time.format(atMs);
      return (age > 0 && age < 7 ? weekday : date).format(atMs);
    },
  };
}

/** Midnights between two moments; rounded, because a day can last 23 or 25 hours. */
function calendarDays(fromMs: number, toMs: number): number {
  return Math.round((new Date(toMs).setHours(0, 0, 0, 0) - new Date(fromMs).setHours(0, 0, 0, 0)) / dayMs);
}

function capitalised(word: string, language: string): string {
  return word.slice(0, 1).toLocaleUpperCase(language) + word.slice(1);
}

/** Minutes and seconds, with hours once there are any: `3:07`, `1:02:33`. */
export function clockDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? [hours, ...parts].join(':') : parts.join(':').replace(/^0(?=\d:)/, '');
}

export const TextContext = createContext<Text>(createText((key) => key, 'en'));

export function useText(): Text {
  return useContext(TextContext);
}
