import type { GameView, MatchView } from '../../../shared/game-view.ts';
import type { Text } from '../basics/text.ts';

const endings = {
  declined: 'gameDeclined',
  'cannot-play': 'gameCannotPlay',
  'not-reachable': 'gameNotReachable',
  'left-there': 'gameLeftThere',
  lost: 'gameLost',
} as const;

/** Where a game stands, in a sentence. */
export function gameStatus({ phase, why, match, contactName }: GameView, t: Text['t']): string {
  if (phase === 'closed') return t(endings[why ?? 'lost'], contactName);
  if (match === undefined) return t('gameWaitingForAnswer', contactName);
  return phase === 'over' ? overStatus(match, contactName, t) : playingStatus(match, contactName, t);
}

function playingStatus({ linked, undo, turn, refused }: MatchView, name: string, t: Text['t']): string {
  if (!linked) return t('gameNotLinked', name);
  if (undo === 'theirs') return t('undoAskedThere', name);
  if (undo === 'mine') return t('undoAskedHere', name);
  if (refused) return t('gameMoveRefused', name);
  if (turn === 'both') return t('gameBothAtOnce');
  return turn === 'theirs' ? t('gameTheirTurn', name) : t('gameYourTurn');
}

const outcomes = { won: 'gameWon', lost: 'gameLostRound', drawn: 'gameDrawn' } as const;

function overStatus({ outcome, rematch }: MatchView, name: string, t: Text['t']): string {
  const ended = t(outcomes[outcome ?? 'drawn'], name);
  if (rematch.theirs) return `${ended} · ${t('rematchAskedThere', name)}`;
  return rematch.mine ? `${ended} · ${t('rematchAskedHere', name)}` : ended;
}
