import { ownScreen } from '../../../shared/participant.ts';
import type { CallView } from '../../../shared/snapshot.ts';
import type { AttachPicture } from '../basics/picture.tsx';
import { useText } from '../basics/text.ts';
import { PointedPicture } from './pointed-picture.tsx';

export interface SharePreviewProps {
  readonly call: Pick<CallView, 'self' | 'contactId' | 'contactName'>;
  readonly attach: AttachPicture;
}

/** What is shared here as the other side sees it, with what they point at. */
export function SharePreview({ call, attach }: SharePreviewProps) {
  const { t } = useText();
  const { self, contactId, contactName } = call;
  return (
    <PointedPicture
      picture={ownScreen}
      class="share-preview"
      label={t('ownScreen')}
      number={self.pictures.screen}
      attach={attach}
      marks={{ picture: 'mine', name: contactName }}
      pointerId={contactId}
    />
  );
}
