import type { ChatMessage, Reactions } from './state.ts';

export type MessageChange =
  | { readonly kind: 'edit'; readonly text: string }
  | { readonly kind: 'delete'; readonly text: '' }
  /** One emoji, or nothing to take the former one back. */
  | { readonly kind: 'reaction'; readonly text: string };

const emoji = /^\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\p{Extended_Pictographic}|\u200d|\ufe0f)*$/u;

/** A single emoji, or nothing. */
export function isReaction(text: string): boolean {
  return text.length <= 32 && (text === '' || emoji.test(text));
}

/** The earlier message as it is afterwards; undefined when this one may not change it. */
export function amendMessage(target: ChatMessage, by: ChatMessage): ChatMessage | undefined {
  const { amends } = by;
  if (amends?.target !== target.id || target.amends || target.deleted) return undefined;
  if (amends.kind === 'reaction') return { ...target, reactions: react(target.reactions ?? {}, by) };
  if (target.mine !== by.mine) return undefined;
  if (amends.kind === 'edit') return { ...target, text: by.text, edited: true };
  const { reactions: _reactions, edited: _edited, replyTo: _replyTo, ...rest } = target;
  return { ...rest, text: '', deleted: true };
}

function react(before: Reactions, by: ChatMessage): Reactions {
  const ours = by.mine ? by.text : before.mine;
  const theirs = by.mine ? before.theirs : by.text;
  return { ...(ours && { mine: ours }), ...(theirs && { theirs }) };
}
