import type { MessageKey } from '../basics/text.ts';

export interface Emoji {
  readonly character: string;
  /** What a screen reader says. */
  readonly name: MessageKey;
}

/** One click away, without the whole grid. */
export const quickReactions: readonly Emoji[] = [
  { character: '👍', name: 'emojiThumbsUp' },
  { character: '❤️', name: 'emojiHeart' },
  { character: '😂', name: 'emojiTearsOfJoy' },
  { character: '😮', name: 'emojiSurprised' },
  { character: '😢', name: 'emojiSad' },
  { character: '🎉', name: 'emojiParty' },
];
