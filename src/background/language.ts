import { formatMessage, parseMessages } from '../shared/i18n/message-format.ts';
import type { Settings } from '../shared/settings/settings.ts';
import type { Translate } from './notification-content.ts';
import * as platform from './platform.ts';

const translateBySystem: Translate = (key, ...substitutions) => platform.lookUpWords(key, substitutions);

/** Texts in the language a person chose; the browser itself knows only its own. */
export async function loadTranslate(language: Settings['language']): Promise<Translate> {
  if (language === 'system') {
    return translateBySystem;
  }
  const response = await fetch(platform.urlOf(`_locales/${language}/messages.json`));
  const messages = parseMessages(await response.json());
  return (key, ...substitutions) => {
    const entry = messages?.[key];
    return entry === undefined ? translateBySystem(key, ...substitutions) : formatMessage(entry, substitutions);
  };
}
