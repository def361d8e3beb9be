import { formatMessage, parseMessages } from '../shared/i18n/message-format.ts';
import type { Lookup } from './components/basics/text.ts';

/** The words of a packaged language that is not the browser's; undefined when the package has none. */
export async function loadChosenWords(url: string): Promise<Lookup | undefined> {
  const response = await fetch(url);
  const messages = parseMessages(await response.json());
  if (messages === undefined) return undefined;
  return (key, substitutions) => {
    const entry = messages[key];
    return entry === undefined ? key : formatMessage(entry, substitutions);
  };
}
