import type { Snapshot } from '../../shared/snapshot.ts';
import type { Commands } from '../commands.ts';
import { Avatar } from '../components/basics/avatar.tsx';
import { Modal } from '../components/basics/modal.tsx';
import { useText } from '../components/basics/text.ts';
import { gameNameKey } from '../games/game-words.ts';
import type { Model } from '../model.ts';
import { openerOf } from '../use-call-navigation.ts';

export interface GameInvitationsProps {
  readonly snapshot: Pick<Snapshot, 'games'>;
  readonly commands: Pick<Commands, 'play'>;
  readonly model: Pick<Model, 'navigation'>;
}

/** Somebody asks to play; one after the other when several do. */
export function GameInvitations({ snapshot, commands, model }: GameInvitationsProps) {
  const { t } = useText();
  const invitation = snapshot.games.find(({ phase }) => phase === 'invited');
  if (invitation === undefined) return null;
  const { id, contactId, contactName, game } = invitation;
  const key = gameNameKey(game);
  const title = t('gameInvitation', contactName, key === undefined ? game : t(key));
  return (
    <Modal key={id} label={title} class="confirm game-invitation">
      <Avatar id={contactId} name={contactName} size="large" />
      <h2 class="confirm-title" dir="auto">
        {title}
      </h2>
      <div class="actions">
        <button type="button" class="button" onClick={() => commands.play(contactId, { kind: 'decline' })}>
          {t('notNow')}
        </button>
        <button
          type="button"
          class="button primary"
          onClick={() => {
            commands.play(contactId, { kind: 'accept' });
            model.navigation.open({ name: 'game', contactId }, openerOf(document.activeElement));
          }}
        >
          {t('play')}
        </button>
      </div>
    </Modal>
  );
}
