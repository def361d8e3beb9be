import { Gamepad2 } from 'lucide-preact';
import type { GameView } from '../../../shared/game-view.ts';
import { gameNameKey } from '../../games/game-words.ts';
import { useText } from '../basics/text.ts';
import { gameStatus } from './game-words.ts';

export interface GameBarProps {
  readonly game: GameView;
  readonly onReturn: () => void;
}

/** A game in its conversation, while another view of it is open. */
export function GameBar({ game, onReturn }: GameBarProps) {
  const { t } = useText();
  const key = gameNameKey(game.game);
  return (
    <aside class="game-bar" aria-label={t('gameWith', key === undefined ? game.game : t(key), game.contactName)}>
      <Gamepad2 size={16} aria-hidden="true" />
      <span class="game-bar-status" role="status">
        {gameStatus(game, t)}
      </span>
      <button type="button" class="button" data-opener="return-to-game" onClick={onReturn}>
        {t('returnToGame')}
      </button>
    </aside>
  );
}
