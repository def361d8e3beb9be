import type { Text } from '#src/popup/components/basics/text.ts';
import { createText } from '#src/popup/components/basics/text.ts';
import type { MessageEntry } from '#src/shared/i18n/message-format.ts';
import { formatMessage } from '#src/shared/i18n/message-format.ts';
import en from '../../public/_locales/en/messages.json' with { type: 'json' };
import ja from '../../public/_locales/ja/messages.json' with { type: 'json' };

const tables: Readonly<Record<'en' | 'ja', Readonly<Record<string, MessageEntry>>>> = { en, ja };

/** The shipped words of a language, without a browser. */
export function packagedText(language: 'en' | 'ja'): Text {
  return createText((key, substitutions) => lookUpPackaged(language, key, substitutions) || key, language);
}

/** Empty for an unknown key, as browsers have it. */
export function lookUpPackaged(language: 'en' | 'ja', key: string, substitutions: readonly string[]): string {
  const entry = tables[language][key];
  return entry === undefined ? '' : formatMessage(entry, substitutions);
}
