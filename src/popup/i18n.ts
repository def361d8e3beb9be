import browser from 'webextension-polyfill';
import { formatMessage, parseMessages } from '../shared/i18n/message-format.ts';
import type { Settings } from '../shared/settings.ts';
import type { Text } from './components/text.ts';
import { createText } from './components/text.ts';

/** Words in the browser's own language, or in the one the person chose. */
export async function loadText(language: Settings['language']): Promise<Text> {
  const systemLanguage = browser.i18n.getMessage('languageTag');
  if (language === 'system' || language === systemLanguage) return systemText(systemLanguage);
  const response = await fetch(browser.runtime.getURL(`_locales/${language}/messages.json`));
  const messages = parseMessages(await response.json());
  if (messages === undefined) return systemText(systemLanguage);
  return createText((key, substitutions) => {
    const entry = messages[key];
    return entry === undefined ? key : formatMessage(entry, substitutions);
  }, withRegion(language));
}

function systemText(language: string): Text {
  return createText(
    (key, substitutions) => browser.i18n.getMessage(key, [...substitutions]) || key,
    withRegion(language),
  );
}

/** A browser set to British English writes dates the British way. */
function withRegion(language: string): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language;
}
