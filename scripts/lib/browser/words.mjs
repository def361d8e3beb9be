import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Turns an English accessible name, in which `{name}` stands for a person, into the words of one language.
 * @typedef {(english: string, name?: string) => string} Words
 */

/** @type {Words} */
export const englishWords = (english, name = '') => english.replace('{name}', name);

/**
 * The same names in another language, found through the extension's own catalogues.
 * @param {string} extensionDir @param {string} language
 * @returns {Words}
 */
export function wordsOf(extensionDir, language) {
  const english = readCatalogue(extensionDir, 'en');
  const translated = readCatalogue(extensionDir, language);
  return (wanted, name = '') => {
    const key = Object.keys(english).find((candidate) => english[candidate] === wanted);
    const found = key === undefined ? undefined : translated[key];
    if (found === undefined) throw new Error(`"${wanted}" has no words in ${language}`);
    return found.replace('{name}', name);
  };
}

/** @param {string} extensionDir @param {string} language @returns {Record<string, string>} */
function readCatalogue(extensionDir, language) {
  const file = join(extensionDir, '_locales', language, 'messages.json');
  /** @type {Record<string, { message: string }>} */
  const entries = JSON.parse(readFileSync(file, 'utf8'));
  return Object.fromEntries(
    Object.entries(entries).map(([key, { message }]) => [key, message.replace(/\$\w+\$|\$\d/, '{name}')]),
  );
}
