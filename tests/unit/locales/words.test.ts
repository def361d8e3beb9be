import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MessageEntry } from '#src/shared/i18n/message-format.ts';

const repository = resolve(import.meta.dirname, '../../..');

function read(path: string): string {
  return readFileSync(resolve(repository, path), 'utf8');
}

function messagesOf(language: 'en' | 'ja'): readonly (readonly [key: string, message: string])[] {
  const table: Readonly<Record<string, MessageEntry>> = JSON.parse(read(`public/_locales/${language}/messages.json`));
  return Object.entries(table).map(([key, { message }]) => [key, message]);
}

/** The last column of the table of docs/words.md. */
function neverUsed(): readonly string[] {
  const rows = read('docs/words.md').matchAll(/^\|(?:[^|]*\|){3}([^|]*)\|$/gm);
  return [...rows].flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, word]) => word ?? []));
}

/** Letters of ours stand alone; Japanese has no blanks between words, but a longer word may begin like a shorter one. */
function occursIn(message: string, word: string): boolean {
  const pattern = /^[a-z]/i.test(word) ? `\\b${word}\\b` : `${word}(?!ー)`;
  return new RegExp(pattern, word === word.toUpperCase() ? '' : 'i').test(message);
}

describe('words that people read', () => {
  const all = [...messagesOf('en'), ...messagesOf('ja')];

  it('are those of docs/words.md', () => {
    const words = neverUsed();
    expect(words.length).toBeGreaterThan(20);
    const found = words.flatMap((word) =>
      all.filter(([, message]) => occursIn(message, word)).map(([key]) => [key, word]),
    );
    expect(found).toEqual([]);
  });

  it('are found when they are not', () => {
    expect(occursIn('Our service is down.', 'our service')).toBe(true);
    expect(occursIn('A police officer', 'ICE')).toBe(false);
    expect([occursIn('このブラウザでは', 'ブラウザ'), occursIn('ブラウザー', 'ブラウザ')]).toEqual([true, false]);
  });

  it('are short where people speak so', () => {
    const stiff =
      /\b(?:cannot|can not|do not(?! disturb)|does not|did not|is not|are not|was not|will not|you are|it is|there is)\b/i;
    expect(messagesOf('en').filter(([, message]) => stiff.test(message))).toEqual([]);
  });

  it('have the marks of their language', () => {
    expect(messagesOf('en').filter(([, message]) => /['!]/.test(message))).toEqual([]);
    const blank = /[\u3040-\u30ff\u4e00-\u9fff] [A-Za-z0-9$]|[A-Za-z0-9$] [\u3040-\u30ff\u4e00-\u9fff]/;
    expect(messagesOf('ja').filter(([, message]) => /[?!]/.test(message) || blank.test(message))).toEqual([]);
  });
});
