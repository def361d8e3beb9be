import { afterEach, expect, it, vi } from 'vitest';
import { chooseLanguage, loadServedWords } from '#src/web/served-words.ts';

afterEach(() => void vi.unstubAllGlobals());

it.each([
  [['ja'], 'ja'],
  [['ja-JP', 'en'], 'ja'],
  [['de-CH', 'ja', 'en'], 'ja'],
  [['fr'], 'en'],
  [[], 'en'],
])('of browsers that like %j, the page speaks %s', (preferred, language) => {
  expect(chooseLanguage(preferred)).toBe(language);
});

it('words have what is put into them, and those that are in no package are empty, as in an extension', async () => {
  const messages = { greet: { message: 'Hi $NAME$', placeholders: { name: { content: '$1' } } } };
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    return { json: async () => messages };
  });
  const { lookUp } = await loadServedWords(['ja-JP']);
  expect(asked).toEqual(['/_locales/ja/messages.json']);
  expect(lookUp('greet', ['Bob'])).toBe('Hi Bob');
  expect(lookUp('nothing', [])).toBe('');
});
