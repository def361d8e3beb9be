import { useState } from 'preact/hooks';
import type { PlayAction } from '../../../engine/play/rules/table.ts';
import type { GameView } from '../../../shared/game-view.ts';
import { ConfirmDialog } from '../basics/confirm-dialog.tsx';
import { useText } from '../basics/text.ts';

export interface GameActionsProps {
  readonly game: GameView;
  readonly onAct: (action: PlayAction) => void;
  readonly onLeave: () => void;
}

/** What can be done about a game beside playing it. */
export function GameActions({ game, onAct, onLeave }: GameActionsProps) {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  const { match, phase } = game;
  return (
    <div class="game-actions">
      {match?.undo === 'theirs' && (
        <>
          <button type="button" class="button" onClick={() => onAct({ kind: 'answer-undo', agreed: false })}>
            {t('refuseUndo')}
          </button>
          <button type="button" class="button primary" onClick={() => onAct({ kind: 'answer-undo', agreed: true })}>
            {t('allowUndo')}
          </button>
        </>
      )}
      {match?.canUndo && match.linked && (
        <button type="button" class="button" onClick={() => onAct({ kind: 'ask-undo' })}>
          {t('askUndo')}
        </button>
      )}
      {phase === 'over' && !match?.rematch.mine && (
        <button type="button" class="button primary" onClick={() => onAct({ kind: 'rematch' })}>
          {t('rematch')}
        </button>
      )}
      <button type="button" class="button" onClick={() => (phase === 'playing' ? setAsking(true) : onLeave())}>
        {t(leaveKeys[phase])}
      </button>
      {asking && (
        <ConfirmDialog
          title={t('confirmLeaveGame')}
          detail={t('confirmLeaveGameDetail')}
          action={t('leaveGame')}
          onCancel={() => setAsking(false)}
          onConfirm={onLeave}
        />
      )}
    </div>
  );
}

const leaveKeys = {
  inviting: 'cancel',
  invited: 'cancel',
  playing: 'leaveGame',
  over: 'leaveGame',
  closed: 'dismiss',
} as const;
