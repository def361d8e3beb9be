import type { PackagedWords } from '../popup/surface-host.ts';
import { formatMessage, parseMessages } from '../shared/i18n/message-format.ts';

const languages: readonly string[] = ['en', 'ja'];

/** The words that are served beside the page, in the language that the browser likes best of those there are. */
export async function loadServedWords(preferred: readonly string[]): Promise<PackagedWords> {
  const response = await fetch(urlOf(chooseLanguage(preferred)));
  const messages = parseMessages(await response.json());
  return {
    lookUp(key, substitutions) {
      const entry = messages?.[key];
      return entry === undefined ? '' : formatMessage(entry, substitutions);
    },
    urlOf,
  };
}

/** `preferred` are language tags as a browser lists them, the best first. */
export function chooseLanguage(preferred: readonly string[]): string {
  const known = preferred.map((tag) => tag.split('-')[0] ?? '').find((language) => languages.includes(language));
  return known ?? 'en';
}

function urlOf(language: string): string {
  return `/_locales/${language}/messages.json`;
}
