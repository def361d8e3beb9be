import type { RequestView } from '../../../shared/snapshot.ts';
import { Avatar } from '../basics/avatar.tsx';
import { useText } from '../basics/text.ts';
import { groupedId } from './grouped-id.ts';

export interface RequestRowProps {
  readonly request: RequestView;
  readonly onAccept: () => void;
  readonly onDecline: () => void;
  readonly onBlock: () => void;
}

export function RequestRow({ request, onAccept, onDecline, onBlock }: RequestRowProps) {
  const { t } = useText();
  return (
    <li class="request">
      <Avatar id={request.id} name={request.name} />
      <div class="request-who">
        <strong class="contact-name">
          <bdi>{request.name}</bdi>
        </strong>
        <span class="request-id">{groupedId(request.id)}</span>
      </div>
      <div class="actions">
        <button type="button" class="button primary" onClick={onAccept}>
          {t('buttonAccept')}
        </button>
        <button type="button" class="button" onClick={onDecline}>
          {t('buttonDecline')}
        </button>
        <button type="button" class="button quiet-danger" onClick={onBlock}>
          {t('block')}
        </button>
      </div>
    </li>
  );
}
