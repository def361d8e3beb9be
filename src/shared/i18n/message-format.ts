/** One entry of an extension's `messages.json`. */
export interface MessageEntry {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

/** Undefined for anything that is not a table of messages. */
export function parseMessages(value: unknown): Readonly<Record<string, MessageEntry>> | undefined {
  return isTable(value, isMessageEntry) ? value : undefined;
}

// By hand: every popup loads this module, and a parser library would weigh more than all the rest of it.

function isMessageEntry(value: unknown): value is MessageEntry {
  if (!hasText(value, 'message')) {
    return false;
  }
  return !('placeholders' in value) || isTable(value.placeholders, (entry) => hasText(entry, 'content'));
}

function isTable<T>(value: unknown, isEntry: (entry: unknown) => entry is T): value is Record<string, T> {
  return typeof value === 'object' && value !== null && Object.values(value).every(isEntry);
}

function hasText<K extends string>(value: unknown, key: K): value is Record<K, string> {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, key) === 'string';
}

/** Does what the browser's `i18n.getMessage` does, for a language that is not the browser's. */
export function formatMessage(entry: MessageEntry, substitutions: readonly string[]): string {
  return entry.message.replace(/\$\$|\$([A-Za-z0-9_@]+)\$/g, (found, name: string | undefined) => {
    if (name === undefined) {
      return '$';
    }
    const content = placeholderContent(entry, name);
    return content === undefined ? found : insertSubstitutions(content, substitutions);
  });
}

/** Names of placeholders mean the same in upper and in lower case. */
function placeholderContent({ placeholders = {} }: MessageEntry, name: string): string | undefined {
  const match = Object.entries(placeholders).find(([candidate]) => candidate.toLowerCase() === name.toLowerCase());
  return match?.[1].content;
}

function insertSubstitutions(content: string, substitutions: readonly string[]): string {
  return content.replace(/\$([1-9])/g, (_, digit: string) => substitutions[Number(digit) - 1] ?? '');
}
