import * as v from 'valibot';

const entrySchema = v.object({
  message: v.string(),
  placeholders: v.optional(v.record(v.string(), v.object({ content: v.string() }))),
});

/** One entry of an extension's `messages.json`. */
export type MessageEntry = v.InferOutput<typeof entrySchema>;

/** Undefined for anything that is not a table of messages. */
export function parseMessages(value: unknown): Readonly<Record<string, MessageEntry>> | undefined {
  const parsed = v.safeParse(v.record(v.string(), entrySchema), value);
  return parsed.success ? parsed.output : undefined;
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
