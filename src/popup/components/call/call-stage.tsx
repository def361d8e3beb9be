import { MicOff } from 'lucide-preact';
import type { CallView } from '../../../shared/snapshot.ts';
import { Avatar } from '../basics/avatar.tsx';
import type { AttachPicture } from '../basics/picture.tsx';
import { Picture } from '../basics/picture.tsx';
import { useText } from '../basics/text.ts';
import type { SelfViewProps } from './self-view.tsx';
import { SelfView } from './self-view.tsx';

export interface CallStageProps {
  readonly call: CallView;
  readonly settings: SelfViewProps['settings'];
  readonly attach: AttachPicture;
  readonly onShowSelf: SelfViewProps['onShow'];
}

/** The pictures: their screen before their face, oneself in the corner, and the avatar when there is nothing to see. */
export function CallStage({ call, settings, attach, onShowSelf }: CallStageProps) {
  const { t } = useText();
  const { pictures, theirs } = call;
  const live = call.phase !== 'ended';
  const screen = live && pictures.remoteScreen > 0;
  const face = live && pictures.remoteVideo > 0;
  return (
    <div class="call-stage" data-screen={screen ? '' : undefined}>
      {face && (
        <Picture
          picture="remoteVideo"
          class="remote-video"
          label={t('remoteVideo')}
          number={pictures.remoteVideo}
          attach={attach}
        />
      )}
      {screen && (
        <Picture
          picture="remoteScreen"
          class="remote-screen"
          label={t('remoteScreen')}
          number={pictures.remoteScreen}
          attach={attach}
        />
      )}
      {screen && theirs.sharePaused !== undefined && (
        <p class="their-pause" role="status">
          {t(theirs.sharePaused === 'frozen' ? 'theirShareFrozen' : 'theirShareBlank', call.contactName)}
        </p>
      )}
      {!screen && !(face && theirs.camera) && <Nobody call={call} />}
      {live && pictures.selfView > 0 && (
        <SelfView settings={settings} number={pictures.selfView} attach={attach} onShow={onShowSelf} />
      )}
      {call.phase === 'connected' && !theirs.microphone && !isSilent(call) && (
        <p class="their-mute">
          <MicOff size={14} aria-hidden="true" />
          {t('theirMicrophoneOff', call.contactName)}
        </p>
      )}
    </div>
  );
}

/** A share in which nobody was to speak; that the other side does not is nothing to tell. */
function isSilent({ shareOnly, mine }: CallView): boolean {
  return shareOnly === true && mine.microphone === 'none';
}

function Nobody({ call }: { readonly call: CallView }) {
  const waiting = call.phase === 'calling' || call.phase === 'ringing';
  return (
    <div class={waiting ? 'call-avatar waiting' : 'call-avatar'}>
      <Avatar id={call.contactId} name={call.contactName} size="large" />
    </div>
  );
}
