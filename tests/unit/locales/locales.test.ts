import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MessageEntry } from '#src/shared/i18n/message-format.ts';

const repository = resolve(import.meta.dirname, '../../..');
const languages = ['en', 'ja'] as const;

type Table = Readonly<Record<string, MessageEntry>>;

function readTable(language: string): Table {
  return JSON.parse(readFileSync(resolve(repository, `public/_locales/${language}/messages.json`), 'utf8'));
}

const tables = Object.fromEntries(languages.map((language) => [language, readTable(language)]));
const pluralSuffix = /_(zero|one|two|few|many|other)$/;

/** Keys without the plural category, which differs between languages. */
function stemsOf(language: string): readonly string[] {
  return [...new Set(Object.keys(tables[language] ?? {}).map((key) => key.replace(pluralSuffix, '')))].sort();
}

function readSources(extension: RegExp): readonly string[] {
  return readdirSync(resolve(repository, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => extension.test(path))
    .map((path) => readFileSync(resolve(repository, 'src', path), 'utf8'));
}

/** Every quoted word in the sources, and every `__MSG_…__` of the manifest. */
function wordsInSources(): ReadonlySet<string> {
  const quoted = readSources(/\.tsx?$/).flatMap((text) => [...text.matchAll(/['"]([A-Za-z0-9]+)['"]/g)]);
  const manifest = readFileSync(resolve(repository, 'manifest.json'), 'utf8');
  const inManifest = [...manifest.matchAll(/__MSG_([A-Za-z0-9]+)__/g)];
  return new Set([...quoted, ...inManifest].map((match) => match[1] ?? ''));
}

/** Keys asked for by `t('…')` or `plural('…')`, where a miss would show the bare key. */
function keysAskedFor(): readonly string[] {
  const calls = readSources(/\.tsx$/).flatMap((text) => [...text.matchAll(/\b(?:t|plural)\(\s*'([A-Za-z0-9]+)'/g)]);
  return calls.map((match) => match[1] ?? '');
}

describe.each(languages)('words of %s', (language) => {
  const table = tables[language] ?? {};

  it('lack nothing that the sources ask for', () => {
    const asked = keysAskedFor();
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((key) => !stemsOf(language).includes(key))).toEqual([]);
  });

  it('hold nothing that nobody uses', () => {
    const used = wordsInSources();
    expect(stemsOf(language).filter((stem) => !used.has(stem))).toEqual([]);
  });

  it('hold each plural category of the language and no other', () => {
    const categories = [...new Intl.PluralRules(language).resolvedOptions().pluralCategories].sort();
    const stems = new Set(
      Object.keys(table)
        .filter((key) => pluralSuffix.test(key))
        .map((key) => key.replace(pluralSuffix, '')),
    );
    expect(stems.size).toBeGreaterThan(0);
    for (const stem of stems) {
      const present = Object.keys(table).filter((key) => key.replace(pluralSuffix, '') === stem);
      expect(present.sort()).toEqual(categories.map((category) => `${stem}_${category}`));
    }
  });

  it('name in a message exactly the placeholders that the message declares', () => {
    for (const [key, { message, placeholders = {} }] of Object.entries(table)) {
      const named = [...message.matchAll(/\$([A-Z]+)\$/g)].map((match) => (match[1] ?? '').toLowerCase());
      expect([key, ...new Set(named)].sort()).toEqual([key, ...Object.keys(placeholders)].sort());
    }
  });

  it('are never empty or padded with blanks', () => {
    for (const { message } of Object.values(table)) expect(message).toBe(message.trim() || 'a message');
  });
});

describe('English and Japanese', () => {
  it('say the same things', () => {
    expect(stemsOf('ja')).toEqual(stemsOf('en'));
  });

  it('fill each message with the same substitutions', () => {
    for (const [key, entry] of Object.entries(tables.en ?? {})) {
      const other = tables.ja?.[key];
      if (other !== undefined) expect([key, other.placeholders]).toEqual([key, entry.placeholders]);
    }
  });

  it('differ, apart from names', () => {
    const names = ['appName', 'languageEnglish', 'languageJapanese'];
    const same = Object.keys(tables.ja ?? {}).filter((key) => tables.ja?.[key]?.message === tables.en?.[key]?.message);
    expect(same.sort()).toEqual(names);
  });
});
