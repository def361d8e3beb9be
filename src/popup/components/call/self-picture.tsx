import { Eye, EyeOff } from 'lucide-preact';
import { ownCamera } from '../../../shared/participant.ts';
import type { Settings } from '../../../shared/settings/settings.ts';
import { IconButton } from '../basics/icon-button.tsx';
import type { AttachPicture } from '../basics/picture.tsx';
import { Picture } from '../basics/picture.tsx';
import { useText } from '../basics/text.ts';

export interface SelfPictureProps {
  readonly settings: Pick<Settings, 'mirrorSelfView' | 'showSelfView'>;
  readonly number: number;
  readonly attach: AttachPicture;
  readonly onShow: (shown: boolean) => void;
}

/** Oneself in the corner; what the other side sees does not depend on it. */
export function SelfPicture({ settings, number, attach, onShow }: SelfPictureProps) {
  const { t } = useText();
  const { showSelfView, mirrorSelfView } = settings;
  return (
    <>
      {showSelfView && (
        <Picture
          picture={ownCamera}
          class={mirrorSelfView ? 'self-view mirrored' : 'self-view'}
          label={t('selfView')}
          number={number}
          attach={attach}
        />
      )}
      <div class="self-view-hide">
        <IconButton
          icon={showSelfView ? EyeOff : Eye}
          label={t(showSelfView ? 'hideSelfView' : 'showSelfView')}
          kind="call"
          onClick={() => onShow(!showSelfView)}
        />
      </div>
    </>
  );
}
