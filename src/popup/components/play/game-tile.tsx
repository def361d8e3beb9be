import type { CallView } from '../../../shared/snapshot.ts';
import type { AttachPicture } from '../basics/picture.tsx';
import { Picture } from '../basics/picture.tsx';
import { useText } from '../basics/text.ts';

export interface GameTileProps {
  readonly call: CallView | null;
  readonly attach: AttachPicture;
}

/** The other one's face while a game is played in a call. */
export function GameTile({ call, attach }: GameTileProps) {
  const { t } = useText();
  const other = call?.participants[0];
  if (call?.phase !== 'connected' || other === undefined || !other.camera || other.pictures.camera === 0) return null;
  return (
    <Picture
      picture={{ participant: other.contactId, source: 'camera' }}
      label={t('remoteVideo')}
      number={other.pictures.camera}
      attach={attach}
      class="game-tile"
    />
  );
}
