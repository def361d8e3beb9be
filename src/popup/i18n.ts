import { extensionApi } from '../shared/extension-api.ts';
import type { Settings } from '../shared/settings/settings.ts';
import type { Lookup, Text } from './components/basics/text.ts';
import { createText } from './components/basics/text.ts';

/** Words in the browser's own language, or in the one the person chose. */
export async function loadText(language: Settings['language']): Promise<Text> {
  const systemLanguage = extensionApi.i18n.getMessage('languageTag');
  if (language !== 'system' && language !== systemLanguage) {
    // Fetched only by those who need it, which are few.
    const { loadChosenWords } = await import('./chosen-text.ts');
    const words = await loadChosenWords(language);
    if (words !== undefined) return createText(words, withRegion(language));
  }
  return createText(systemWords, withRegion(systemLanguage));
}

const systemWords: Lookup = (key, substitutions) => extensionApi.i18n.getMessage(key, [...substitutions]) || key;

/** A browser set to British English writes dates the British way. */
function withRegion(language: string): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;
}
