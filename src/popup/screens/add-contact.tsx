import { useState } from 'preact/hooks';
import type { InviteOutcome } from '../../shared/messaging/contract.ts';
import type { MessageKey } from '../components/text.ts';
import { useText } from '../components/text.ts';
import { ViewHeader } from '../components/view-header.tsx';

export interface AddContactScreenProps {
  readonly draft: string;
  readonly onDraft: (text: string) => void;
  readonly onInvite: (text: string) => Promise<InviteOutcome>;
  /** It worked, or they are a contact already. */
  readonly onDone: (outcome: Exclude<InviteOutcome, { kind: 'refused' }>) => void;
  readonly onBack: () => void;
}

type Refusal = Extract<InviteOutcome, { kind: 'refused' }>['reason'];

const refusalKeys: Readonly<Record<Refusal, MessageKey>> = {
  typo: 'inviteTypo',
  'own-id': 'inviteOwnId',
  'unknown-id': 'inviteUnknownId',
  'wrong-card': 'inviteWrongCard',
  closed: 'inviteClosed',
  'too-soon': 'inviteTooSoon',
  offline: 'inviteOffline',
  unreachable: 'inviteUnreachable',
  'not-ready': 'inviteNotReady',
};

export function AddContactScreen({ draft, onDraft, onInvite, onDone, onBack }: AddContactScreenProps) {
  const { t } = useText();
  const [text, setText] = useState(draft);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);

  const write = (next: string): void => {
    setText(next);
    setRefusal(null);
    onDraft(next);
  };
  const invite = async (): Promise<void> => {
    if (busy || text.trim() === '') return;
    setBusy(true);
    setRefusal(null);
    const outcome = await onInvite(text);
    setBusy(false);
    if (outcome.kind === 'refused') {
      setRefusal(outcome.reason);
      return;
    }
    onDraft('');
    onDone(outcome);
  };

  return (
    <div class="view">
      <ViewHeader title={t('addContact')} onBack={onBack} />
      <form
        class="scroll stack padded"
        onSubmit={(event) => {
          event.preventDefault();
          void invite();
        }}
      >
        <p class="quiet">{t('addContactLead')}</p>
        <label class="field">
          <span>{t('contactIdOrLink')}</span>
          <textarea
            class="input id-input"
            rows={2}
            maxLength={4_096}
            spellcheck={false}
            autocomplete="off"
            placeholder="XXXX-XXXX-XXXX-XXXX-XXXX"
            data-first-focus
            aria-invalid={refusal !== null}
            aria-describedby={refusal === null ? undefined : 'invite-refusal'}
            value={text}
            onInput={(event) => write(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.isComposing) return;
              event.preventDefault();
              void invite();
            }}
          />
        </label>
        {refusal !== null && (
          <p class="alert" role="alert" id="invite-refusal">
            {t(refusalKeys[refusal])}
          </p>
        )}
        <button type="submit" class="button primary large" disabled={text.trim() === ''} aria-busy={busy}>
          {t('sendRequest')}
        </button>
      </form>
    </div>
  );
}
