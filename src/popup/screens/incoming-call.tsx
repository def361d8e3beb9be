import { Phone, PhoneOff, Video } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import type { CallView } from '../../shared/snapshot.ts';
import type { Commands } from '../commands.ts';
import { Avatar } from '../components/basics/avatar.tsx';
import { Modal } from '../components/basics/modal.tsx';
import { useText } from '../components/basics/text.ts';

export interface IncomingCallScreenProps {
  readonly call: CallView;
  readonly commands: Pick<Commands, 'answer' | 'declineCall'>;
  /** What may be looked at before the answer. */
  readonly children?: ComponentChildren;
}

export function IncomingCallScreen({ call, commands, children }: IncomingCallScreenProps) {
  const { t } = useText();
  return (
    <Modal label={t('incomingCallFrom', call.contactName)} class="incoming">
      <div class="incoming-who">
        <Avatar id={call.contactId} name={call.contactName} size="large" />
        <h2 class="call-name" dir="auto">
          {call.contactName}
        </h2>
        <p>{t(call.video ? 'incomingVideoCall' : 'incomingVoiceCall')}</p>
      </div>
      {children}
      <div class="incoming-actions">
        <LabelledButton kind="danger" label={t('buttonDecline')} icon={PhoneOff} onClick={commands.declineCall} />
        <LabelledButton kind="accept" label={t('buttonAnswer')} icon={Phone} onClick={() => commands.answer(false)} />
        <LabelledButton
          kind={call.video ? 'accept' : 'neutral'}
          label={t('answerWithVideo')}
          icon={Video}
          onClick={() => commands.answer(true)}
        />
      </div>
    </Modal>
  );
}

interface LabelledButtonProps {
  readonly kind: 'accept' | 'danger' | 'neutral';
  readonly label: string;
  readonly icon: typeof Phone;
  readonly onClick: () => void;
}

export function LabelledButton({ kind, label, icon: Icon, onClick }: LabelledButtonProps) {
  return (
    <button type="button" class={`round-button ${kind}`} onClick={onClick}>
      <span class="round-button-disc">
        <Icon size={24} aria-hidden="true" />
      </span>
      {label}
    </button>
  );
}
