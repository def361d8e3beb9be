import { Eye, X } from 'lucide-preact';
import { Avatar } from '../components/basics/avatar.tsx';
import { Modal } from '../components/basics/modal.tsx';
import { useText } from '../components/basics/text.ts';
import type { IncomingCallScreenProps } from './incoming-call.tsx';
import { LabelledButton } from './incoming-call.tsx';

/** Somebody asks to be watched, which opens no device here. */
export function IncomingShareScreen({ call, commands }: IncomingCallScreenProps) {
  const { t } = useText();
  return (
    <Modal label={t('shareOfferFrom', call.contactName)} class="incoming">
      <div class="incoming-who">
        <Avatar id={call.contactId} name={call.contactName} size="large" />
        <h2 class="call-name" dir="auto">
          {call.contactName}
        </h2>
        <p>{t('incomingShare')}</p>
        <p class="incoming-detail">{t('incomingShareDetail')}</p>
      </div>
      <div class="incoming-actions">
        <LabelledButton kind="danger" label={t('buttonDecline')} icon={X} onClick={commands.declineCall} />
        <LabelledButton kind="accept" label={t('buttonWatch')} icon={Eye} onClick={() => commands.answer(false)} />
      </div>
    </Modal>
  );
}
