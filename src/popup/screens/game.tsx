import type { GameView } from '../../shared/game-view.ts';
import type { CallView } from '../../shared/snapshot.ts';
import type { Commands } from '../commands.ts';
import type { AttachPicture } from '../components/basics/picture.tsx';
import { useText } from '../components/basics/text.ts';
import { BackBar } from '../components/basics/view-header.tsx';
import { GameActions } from '../components/play/game-actions.tsx';
import { GameTile } from '../components/play/game-tile.tsx';
import { gameStatus } from '../components/play/game-words.ts';
import { gameNameKey } from '../games/game-words.ts';
import { useGameBoard } from '../games/use-game-board.ts';

export interface GameScreenProps {
  readonly game: GameView;
  readonly call: CallView | null;
  readonly attach: AttachPicture;
  readonly commands: Pick<Commands, 'play' | 'setOwnPlay'>;
  readonly onBack: () => void;
}

export function GameScreen({ game, call, attach, commands, onBack }: GameScreenProps) {
  const { t } = useText();
  const { contactId, contactName, match } = game;
  const key = gameNameKey(game.game);
  const name = key === undefined ? game.game : t(key);
  const Board = useGameBoard(game.game);
  const active = match?.linked === true && match.outcome === null && match.undo === null && match.turn !== 'theirs';
  return (
    <section class="view game" aria-label={t('gameWith', name, contactName)}>
      <BackBar onBack={onBack}>
        <div class="bar-who">
          <h1 class="contact-name" tabIndex={-1} data-first-focus>
            {name}
          </h1>
          <span class="bar-presence">
            {match === undefined ? (
              <bdi>{contactName}</bdi>
            ) : (
              <span role="status">
                {t('gameScore', String(match.score.mine), contactName, String(match.score.theirs))}
              </span>
            )}
          </span>
        </div>
        <GameTile call={call} attach={attach} />
      </BackBar>
      <p class="game-status" role="status">
        {gameStatus(game, t)}
      </p>
      {match !== undefined && Board !== null && (
        <Board
          {...{ game, match, active }}
          onMove={(choice) => commands.play(contactId, { kind: 'move', choice })}
          onOwn={(own) => commands.setOwnPlay(contactId, own)}
        />
      )}
      <GameActions
        game={game}
        onAct={(action) => commands.play(contactId, action)}
        onLeave={() => {
          commands.play(contactId, { kind: 'leave' });
          onBack();
        }}
      />
    </section>
  );
}
