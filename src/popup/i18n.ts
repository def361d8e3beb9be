import type { Settings } from '../shared/settings/settings.ts';
import type { Lookup, Text } from './components/basics/text.ts';
import { createText } from './components/basics/text.ts';
import type { PackagedWords } from './surface-host.ts';

/** Words in the browser's own language, or in the one the person chose. */
export async function loadText(words: PackagedWords, language: Settings['language']): Promise<Text> {
  const systemLanguage = words.lookUp('languageTag', []);
  if (language !== 'system' && language !== systemLanguage) {
    // Fetched only by those who need it, which are few.
    const { loadChosenWords } = await import('./chosen-text.ts');
    const chosen = await loadChosenWords(words.urlOf(language));
    if (chosen !== undefined) return createText(chosen, withRegion(language));
  }
  const inSystemLanguage: Lookup = (key, substitutions) => words.lookUp(key, substitutions) || key;
  return createText(inSystemLanguage, withRegion(systemLanguage));
}

/** A browser set to British English writes dates the British way. */
function withRegion(language: string): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;
}
