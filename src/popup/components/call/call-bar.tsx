import { Phone, ScreenShare, X } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import type { CallView } from '../../../shared/snapshot.ts';
import { IconButton } from '../basics/icon-button.tsx';
import { useText } from '../basics/text.ts';
import { CallClock } from './call-clock.tsx';
import { callStatusKey, endedByOneself } from './call-words.ts';

export interface CallBarProps {
  readonly call: CallView;
  readonly onReturn: () => void;
  readonly onDismiss: () => void;
}

/** The call, while another view is open. */
export function CallBar({ call, onReturn, onDismiss }: CallBarProps) {
  const { t } = useText();
  const ended = call.phase === 'ended';
  const nothingToTell = ended && endedByOneself(call.ending);
  useEffect(() => {
    if (nothingToTell) onDismiss();
  }, [nothingToTell]);
  if (nothingToTell) return null;
  const Icon = call.shareOnly ? ScreenShare : Phone;

  return (
    <aside
      class={ended ? 'call-bar ended' : 'call-bar'}
      aria-label={t(call.shareOnly ? 'shareWith' : 'callWith', call.contactName)}
    >
      <Icon size={16} aria-hidden="true" />
      <span class="call-bar-who">
        <bdi>{call.contactName}</bdi>
      </span>
      {ended && (
        <span class="call-bar-status" role="status">
          {t(callStatusKey(call))}
        </span>
      )}
      <CallClock call={call} />
      {ended ? (
        <IconButton icon={X} label={t('dismiss')} onClick={onDismiss} />
      ) : (
        <button type="button" class="call-bar-return" data-opener="return-to-call" onClick={onReturn}>
          {t(call.shareOnly ? 'returnToShare' : 'returnToCall')}
        </button>
      )}
    </aside>
  );
}
