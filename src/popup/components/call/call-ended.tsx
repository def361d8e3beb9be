import { RotateCcw } from 'lucide-preact';
import type { CallView } from '../../../shared/snapshot.ts';
import type { Commands } from '../../commands.ts';
import { useText } from '../basics/text.ts';
import { PermissionButton } from '../devices/permission-button.tsx';
import { canTryAgain } from './call-words.ts';

export interface CallEndedProps {
  readonly call: CallView;
  readonly commands: Pick<Commands, 'startCall' | 'offerScreen' | 'dismissCall' | 'openPermissionPage'>;
}

/** What can be done once a call is over. */
export function CallEnded({ call, commands }: CallEndedProps) {
  const { t } = useText();
  const again = (): void =>
    call.shareOnly ? commands.offerScreen(call.contactId) : commands.startCall(call.contactId, call.video);
  return (
    <div class="call-ended">
      {call.ending === 'permission-refused' && !call.shareOnly && (
        <PermissionButton video={call.video} commands={commands} />
      )}
      {canTryAgain(call) && (
        <button type="button" class="button primary" onClick={again}>
          <RotateCcw size={16} aria-hidden="true" />
          {t('tryAgain')}
        </button>
      )}
      <button type="button" class="button" onClick={commands.dismissCall}>
        {t('dismiss')}
      </button>
    </div>
  );
}
