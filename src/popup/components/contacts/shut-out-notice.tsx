import { useState } from 'preact/hooks';
import type { ContactView } from '../../../shared/snapshot.ts';
import type { Commands } from '../../commands.ts';
import type { MessageKey } from '../basics/text.ts';
import { useText } from '../basics/text.ts';
import { inviteRefusalKeys } from './invite-refusals.ts';

export interface ShutOutNoticeProps {
  readonly contact: Pick<ContactView, 'id' | 'name'>;
  readonly commands: Pick<Commands, 'invite'>;
}

/** Over the conversation with somebody who receives nothing of it any more, with the way back. */
export function ShutOutNotice({ contact, commands }: ShutOutNoticeProps) {
  const { t } = useText();
  const [answer, setAnswer] = useState<MessageKey | null>(null);
  const [busy, setBusy] = useState(false);
  const ask = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const outcome = await commands.invite(contact.id, false);
    setBusy(false);
    setAnswer(outcome.kind === 'refused' ? inviteRefusalKeys[outcome.reason] : 'requestSentTo');
  };
  return (
    <div class="notice-line">
      <p role="status">{answer === null ? t('shutOutDetail', contact.name) : t(answer)}</p>
      {answer !== 'requestSentTo' && (
        <button type="button" class="button" aria-busy={busy} onClick={() => void ask()}>
          {t('sendRequest')}
        </button>
      )}
    </div>
  );
}
