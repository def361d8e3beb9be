import { PhoneOff } from 'lucide-preact';
import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import type { CallView, ParticipantView } from '../../../shared/snapshot.ts';
import type { Commands } from '../../commands.ts';
import { Avatar } from '../basics/avatar.tsx';
import { IconButton } from '../basics/icon-button.tsx';
import type { AttachPicture } from '../basics/picture.tsx';
import { Picture } from '../basics/picture.tsx';
import { TextContext, useText } from '../basics/text.ts';
import { CallClock } from './call-clock.tsx';
import { DeviceButtons } from './call-toolbar.tsx';
import { callStatusKey } from './call-words.ts';

export interface FloatingCallProps {
  /** A window of this page, which closes when the page goes. */
  readonly place: Window;
  readonly call: CallView | null;
  readonly commands: Pick<Commands, 'setMicrophone' | 'setCamera' | 'hangUp'>;
  readonly attach: AttachPicture;
}

/** Draws the call into a window that floats above all others, where the engine cannot let its picture float. */
export function FloatingCall({ place, call, ...rest }: FloatingCallProps) {
  const text = useText();
  const { body } = place.document;
  const live = call !== null && call.phase !== 'incoming' && call.phase !== 'ended' ? call : null;
  useEffect(() => {
    if (live === null) place.close();
  }, [live === null, place]);
  useEffect(() => {
    render(
      <TextContext.Provider value={text}>{live && <Floating call={live} {...rest} />}</TextContext.Provider>,
      body,
    );
  });
  // What is attached there is let go of.
  useEffect(() => () => render(null, body), [body]);
  return null;
}

type FloatingProps = Omit<FloatingCallProps, 'place' | 'call'> & { readonly call: CallView };

function Floating({ call, commands, attach }: FloatingProps) {
  const { t } = useText();
  return (
    <section class="view call" aria-label={t('callWith', call.contactName)}>
      <div class="call-stage">
        {call.participants.map((participant) => (
          <Seen key={participant.contactId} {...{ participant, attach }} />
        ))}
        {call.phase !== 'connected' && (
          <p class="their-mute">
            <span role="status">{t(callStatusKey(call))}</span>
            <CallClock call={call} />
          </p>
        )}
      </div>
      <div class="call-controls">
        <DeviceButtons self={call.self} commands={commands} />
        <IconButton icon={PhoneOff} label={t('hangUp')} kind="danger" onClick={commands.hangUp} />
      </div>
    </section>
  );
}

interface SeenProps {
  readonly participant: ParticipantView;
  readonly attach: AttachPicture;
}

/** A screen before a face. */
function Seen({ participant: { contactId, name, pictures }, attach }: SeenProps) {
  const { t } = useText();
  const source = (['screen', 'camera'] as const).find((seen) => pictures[seen] > 0);
  if (source === undefined) {
    return (
      <div class="call-avatar">
        <Avatar id={contactId} name={name} size="large" />
      </div>
    );
  }
  return (
    <Picture
      picture={{ participant: contactId, source }}
      class={source === 'screen' ? 'remote-screen' : 'remote-video'}
      label={t(source === 'screen' ? 'remoteScreen' : 'remoteVideo')}
      number={pictures[source]}
      attach={attach}
    />
  );
}
