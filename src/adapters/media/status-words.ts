import { parseMessages } from '../../shared/i18n/message-format.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { CallView } from '../../shared/snapshot.ts';

type Language = Settings['language'];

/** What a call is doing while there is nothing to see of it, in the language of the person here. */
export interface StatusWords {
  /** Empty while there is nothing to say, or the words have not come. */
  of(phase: CallView['phase']): string;
  /** Resolves once they are there, if they can be had. */
  load(language: Language): Promise<void>;
}

const keys: Readonly<Partial<Record<CallView['phase'], string>>> = {
  calling: 'callCalling',
  ringing: 'callRinging',
  connecting: 'callConnecting',
  reconnecting: 'callReconnecting',
};

/** `fetchMessages` reads the packaged words of a language; `systemLanguage` is the browser's, as a BCP 47 tag. */
export function createStatusWords(
  fetchMessages: (language: string) => Promise<unknown>,
  systemLanguage: string,
): StatusWords {
  let wanted = '';
  let messages: ReturnType<typeof parseMessages>;
  return {
    of: (phase) => messages?.[keys[phase] ?? '']?.message ?? '',
    async load(language) {
      const chosen = language === 'system' ? (systemLanguage.startsWith('ja') ? 'ja' : 'en') : language;
      if (chosen === wanted) return;
      wanted = chosen;
      const fetched = parseMessages(await fetchMessages(chosen).catch(() => undefined));
      if (wanted === chosen) messages = fetched;
    },
  };
}
