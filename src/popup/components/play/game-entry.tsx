import { Gamepad2 } from 'lucide-preact';
import type { GameNote } from '../../../engine/play/rules/game-note.ts';
import { gameNameKey } from '../../games/game-words.ts';
import { useText } from '../basics/text.ts';

const endings = {
  won: 'gameNoteWon',
  lost: 'gameNoteLost',
  drawn: 'gameDrawn',
  'left-here': 'gameNoteLeftHere',
  'left-there': 'gameNoteLeftThere',
} as const;

/** A past round in the conversation. */
export function GameEntry({ note }: { readonly note: GameNote }) {
  const { t, time } = useText();
  const key = gameNameKey(note.game);
  const { mine, theirs } = note.score;
  return (
    <div class="call-note game-note">
      <Gamepad2 size={16} aria-hidden="true" />
      <span>{key === undefined ? note.game : t(key)}</span>
      <span class="quiet">
        {t(endings[note.ending])} · {mine}–{theirs} · {time(note.atMs)}
      </span>
    </div>
  );
}
