import { MicOff } from 'lucide-preact';
import type { PointingView } from '../../../shared/pointing-view.ts';
import type { CallView, ParticipantView } from '../../../shared/snapshot.ts';
import { Avatar } from '../basics/avatar.tsx';
import type { AttachPicture } from '../basics/picture.tsx';
import { Picture } from '../basics/picture.tsx';
import { useText } from '../basics/text.ts';
import { PointedPicture } from '../pointing/pointed-picture.tsx';
import { PointingSurface } from '../pointing/pointing-surface.tsx';
import { SharePreview } from '../pointing/share-preview.tsx';
import type { PointingTools } from '../pointing/use-pointing-tools.ts';
import type { SelfPictureProps } from './self-picture.tsx';
import { SelfPicture } from './self-picture.tsx';

export interface CallStageProps {
  readonly call: CallView;
  readonly settings: SelfPictureProps['settings'];
  readonly attach: AttachPicture;
  readonly pointing: PointingView | null;
  readonly tools: PointingTools;
  /** Decides the own colour. */
  readonly ownId: string;
  readonly onShowSelf: SelfPictureProps['onShow'];
}

/** The pictures: a screen before a face, oneself in the corner, and an avatar where there is nothing to see. */
export function CallStage({ settings, onShowSelf, ...props }: CallStageProps) {
  const { call, attach } = props;
  const { self, participants } = call;
  const live = call.phase !== 'ended';
  const screen = live && participants.some(({ pictures }) => pictures.screen > 0);
  return (
    <div class="call-stage" data-screen={screen ? '' : undefined}>
      {participants.map((participant) => (
        <Participant key={participant.contactId} participant={participant} {...props} />
      ))}
      {live && self.pictures.screen > 0 && <SharePreview call={call} attach={attach} />}
      {live && self.pictures.camera > 0 && (
        <SelfPicture settings={settings} number={self.pictures.camera} attach={attach} onShow={onShowSelf} />
      )}
      {call.phase === 'connected' &&
        !isSilent(call) &&
        participants.map((participant) => <Quiet key={participant.contactId} participant={participant} />)}
    </div>
  );
}

interface ParticipantProps extends Pick<CallStageProps, 'call' | 'attach' | 'pointing' | 'tools' | 'ownId'> {
  readonly participant: ParticipantView;
}

function Participant({ participant, ...props }: ParticipantProps) {
  const { call, attach } = props;
  const { t } = useText();
  const { contactId, name, pictures, sharePaused } = participant;
  const live = call.phase !== 'ended';
  const screen = live && pictures.screen > 0;
  const face = live && pictures.camera > 0;
  return (
    <>
      {face && (
        <Picture
          picture={{ participant: contactId, source: 'camera' }}
          class="remote-video"
          label={t('remoteVideo')}
          number={pictures.camera}
          attach={attach}
        />
      )}
      {screen && <TheirScreen participant={participant} {...props} />}
      {screen && sharePaused !== undefined && (
        <p class="their-pause" role="status">
          {t(sharePaused === 'frozen' ? 'theirShareFrozen' : 'theirShareBlank', name)}
        </p>
      )}
      {!screen && !(face && participant.camera) && <Unseen participant={participant} phase={call.phase} />}
    </>
  );
}

function TheirScreen({ participant, attach, pointing, tools, ownId }: ParticipantProps) {
  const { t } = useText();
  const { contactId, name, pictures } = participant;
  return (
    <PointedPicture
      picture={{ participant: contactId, source: 'screen' }}
      class="remote-screen"
      label={t('remoteScreen')}
      number={pictures.screen}
      attach={attach}
      marks={{ picture: 'theirs', name: t('you'), withPointer: tools.moves.byKeys }}
      pointerId={ownId}
    >
      {tools.isOn && pointing?.onTheirs === 'allowed' && <PointingSurface name={name} tools={tools} />}
    </PointedPicture>
  );
}

const quietKeys = { none: 'theirMicrophoneNone', silenced: 'theirMicrophoneSilenced' } as const;

/** Why somebody is not heard; nothing about a microphone that is on its way. */
function Quiet({ participant: { name, microphone, quiet } }: { readonly participant: ParticipantView }) {
  const { t } = useText();
  if (microphone || quiet === 'opening') return null;
  return (
    <p class="their-mute">
      <MicOff size={14} aria-hidden="true" />
      {t(quiet === undefined ? 'theirMicrophoneOff' : quietKeys[quiet], name)}
    </p>
  );
}

/** A share in which nobody was to speak; that the other side does not is nothing to tell. */
function isSilent({ shareOnly, self }: CallView): boolean {
  return shareOnly === true && self.microphone === 'none';
}

interface UnseenProps {
  readonly participant: Pick<ParticipantView, 'contactId' | 'name'>;
  readonly phase: CallView['phase'];
}

function Unseen({ participant: { contactId, name }, phase }: UnseenProps) {
  const waiting = phase === 'calling' || phase === 'ringing';
  return (
    <div class={waiting ? 'call-avatar waiting' : 'call-avatar'}>
      <Avatar id={contactId} name={name} size="large" />
    </div>
  );
}
