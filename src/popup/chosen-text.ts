import { extensionApi } from '../shared/extension-api.ts';
import { formatMessage, parseMessages } from '../shared/i18n/message-format.ts';
import type { Lookup } from './components/basics/text.ts';

/** The words of a packaged language that is not the browser's; undefined when the package has none. */
export async function loadChosenWords(language: string): Promise<Lookup | undefined> {
  const response = await fetch(extensionApi.runtime.getURL(`_locales/${language}/messages.json`));
  const messages = parseMessages(await response.json());
  if (messages === undefined) return undefined;
  return (key, substitutions) => {
    const entry = messages[key];
    return entry === undefined ? key : formatMessage(entry, substitutions);
  };
}
