import { useEffect, useState } from 'preact/hooks';
import type { InviteOutcome } from '../../shared/messaging/contract.ts';
import type { Commands } from '../commands.ts';
import type { AttachPicture } from '../components/basics/picture.tsx';
import type { MessageKey } from '../components/basics/text.ts';
import { useText } from '../components/basics/text.ts';
import { ViewHeader } from '../components/basics/view-header.tsx';
import type { InviteRefusal } from '../components/contacts/invite-refusals.ts';
import { inviteRefusalKeys } from '../components/contacts/invite-refusals.ts';
import type { ScannerCommands } from '../components/devices/code-scanner.tsx';
import { CodeScanner } from '../components/devices/code-scanner.tsx';
import { judgePastedLink } from '../pasted-link.ts';

export interface AddContactScreenProps {
  readonly draft: string;
  /** The draft needs no further click; it goes off once there is an own ID to answer to. */
  readonly agreed: boolean;
  readonly canSend: boolean;
  readonly followDraft: (take: (text: string) => void) => () => void;
  readonly onDraft: (text: string) => void;
  readonly commands: ScannerCommands & Pick<Commands, 'invite'>;
  readonly attach: AttachPicture;
  /** It worked, or they are a contact already. */
  readonly onDone: (outcome: Exclude<InviteOutcome, { kind: 'refused' }>) => void;
  readonly onBack: () => void;
}

/** Nobody is asked for the link that they have just pasted. */
function explain(refusal: InviteRefusal, text: string, wasScanned: boolean): MessageKey {
  if (refusal === 'typo' && wasScanned) return 'scanNotInvite';
  if (refusal === 'typo' || refusal === 'closed') {
    const link = judgePastedLink(text);
    if (link === 'altered' || (link === 'whole' && refusal === 'typo')) return 'inviteLinkAltered';
    if (link === 'whole') return 'inviteLinkRefused';
  }
  return inviteRefusalKeys[refusal];
}

export function AddContactScreen({ commands, attach, onBack, ...rest }: AddContactScreenProps) {
  const { t } = useText();
  const { text, problem, busy, write, submit, takeCode, forgetRefusal } = useInvitation({ commands, ...rest });
  return (
    <div class="view">
      <ViewHeader title={t('addContact')} onBack={onBack} />
      <form
        class="scroll stack padded"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p class="quiet">{t('addContactLead')}</p>
        <IdField {...{ text, write, submit }} invalid={problem !== null} />
        {problem !== null && (
          <p class="alert" role="alert" id="invite-refusal">
            {t(problem)}
          </p>
        )}
        <button type="submit" class="button primary large" disabled={text.trim() === ''} aria-busy={busy}>
          {t('sendRequest')}
        </button>
        <CodeScanner
          {...{ commands, attach }}
          label={t('scanQrCode')}
          disabled={busy}
          onStart={forgetRefusal}
          onCode={takeCode}
        />
      </form>
    </div>
  );
}

interface Invitation {
  readonly text: string;
  /** Why the last try was refused. */
  readonly problem: MessageKey | null;
  readonly busy: boolean;
  write(text: string): void;
  submit(): void;
  /** Invites whom a code names that was read off their screen. */
  takeCode(code: string): void;
  forgetRefusal(): void;
}

type InvitationProps = Pick<
  AddContactScreenProps,
  'draft' | 'agreed' | 'canSend' | 'followDraft' | 'onDraft' | 'commands' | 'onDone'
>;

function useInvitation({
  draft,
  agreed,
  canSend,
  followDraft,
  onDraft,
  commands,
  onDone,
}: InvitationProps): Invitation {
  const [text, setText] = useState(draft);
  const [refusal, setRefusal] = useState<InviteRefusal | null>(null);
  const [busy, setBusy] = useState(false);
  const [waiting, setWaiting] = useState(agreed);
  const [scanned, setScanned] = useState<string | null>(null);

  useEffect(() => followDraft(setText), []);

  const write = (next: string): void => {
    setText(next);
    setRefusal(null);
    onDraft(next);
  };
  const invite = async (input: string, inPerson: boolean): Promise<void> => {
    if (busy || input.trim() === '') return;
    setBusy(true);
    setRefusal(null);
    const outcome = await commands.invite(input, inPerson);
    setBusy(false);
    if (outcome.kind === 'refused') {
      setRefusal(outcome.reason);
      return;
    }
    onDraft('');
    onDone(outcome);
  };
  useEffect(() => {
    if (!waiting || !canSend) return;
    setWaiting(false);
    void invite(text, false);
  }, [canSend]);
  const wasScanned = text === scanned;
  return {
    text,
    problem: refusal && explain(refusal, text, wasScanned),
    busy: busy || waiting,
    write,
    submit: () => void (waiting || invite(text, wasScanned)),
    takeCode: (code) => {
      write(code);
      setScanned(code);
      void invite(code, true);
    },
    forgetRefusal: () => setRefusal(null),
  };
}

function IdField({
  text,
  write,
  submit,
  invalid,
}: Pick<Invitation, 'text' | 'write' | 'submit'> & { invalid: boolean }) {
  const { t } = useText();
  return (
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
        aria-invalid={invalid}
        aria-describedby={invalid ? 'invite-refusal' : undefined}
        value={text}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          submit();
        }}
      />
    </label>
  );
}
