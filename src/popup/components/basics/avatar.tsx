import { hueOf } from '../../../shared/hue.ts';
import type { ContactView } from '../../../shared/snapshot.ts';

export interface AvatarProps {
  /** Decides the colour. */
  readonly id: string;
  readonly name: string;
  readonly size?: 'small' | 'medium' | 'large';
  readonly presence?: ContactView['presence'];
}

/** A contact's first letters on a colour that stays theirs; says nothing to screen readers, who hear the name beside it. */
export function Avatar({ id, name, size = 'medium', presence }: AvatarProps) {
  return (
    <span class="avatar" data-size={size} style={{ '--hue': hueOf(id) }} aria-hidden="true">
      <span class="avatar-letters">{initials(name)}</span>
      {presence === 'online' && <span class="avatar-dot" />}
      {presence === 'connecting' && <span class="avatar-dot connecting" />}
    </span>
  );
}

/** Whole characters as a reader sees them: a family emoji or an accented letter is one. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(firstGrapheme);
  const isAlphabetic = letters.every(
    (letter) => /^\p{L}?$/u.test(letter) && !/\p{Script=Han}|\p{Script=Hiragana}/u.test(letter),
  );
  return (isAlphabetic ? letters.join('') : (letters[0] ?? '')).toLocaleUpperCase();
}

function firstGrapheme(word: string | undefined): string {
  if (word === undefined) return '';
  const first = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word)[Symbol.iterator]().next();
  return first.done === true ? '' : first.value.segment;
}
