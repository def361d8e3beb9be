import { useState } from 'preact/hooks';
import { cleanName } from '../../shared/identity/display-name.ts';
import { formatId } from '../../shared/identity/id-codec.ts';
import type { Commands, RestoreResult } from '../commands.ts';
import { ConfirmDialog } from '../components/basics/confirm-dialog.tsx';
import { NameField } from '../components/basics/name-field.tsx';
import type { Text } from '../components/basics/text.ts';
import { useText } from '../components/basics/text.ts';
import { ViewHeader } from '../components/basics/view-header.tsx';
import { useKeptEntry } from '../use-kept-entry.ts';

export interface RestoreScreenProps {
  /** Null where nobody has told a name yet. */
  readonly name: string | null;
  readonly commands: Pick<Commands, 'restore' | 'keepEntry' | 'readEntry'>;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

export function RestoreScreen({ name: known, commands, onDone, onBack }: RestoreScreenProps) {
  const { t } = useText();
  const [typedName, setName] = useKeptEntry('name', commands);
  const name = known ?? typedName;
  const [words, setWords] = useKeptEntry('recovery-words', commands);
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<RestoreResult | null>(null);

  const restore = async (replace: boolean): Promise<void> => {
    setBusy(true);
    const result = await commands.restore({ words, name: cleanName(name), replace });
    setBusy(result.kind === 'restored');
    setOutcome(result);
    if (result.kind === 'restored') onDone();
  };
  const leave = (): void => {
    commands.keepEntry('recovery-words', '');
    onBack();
  };
  const ready = words.trim() !== '' && cleanName(name) !== '';

  return (
    <div class="view">
      <ViewHeader title={t('restore')} onBack={leave} />
      <form
        class="scroll stack padded recovery"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) void restore(false);
        }}
      >
        <p class="quiet">{t('restoreLead')}</p>
        {known === null && <NameField name={name} onName={setName} first />}
        <WordsField words={words} onWords={setWords} first={known !== null} />
        {outcome?.kind === 'refused' && (
          <p class="alert" role="alert">
            {tellRefusal(outcome, t)}
          </p>
        )}
        <button type="submit" class="button primary large" disabled={!ready || busy} aria-busy={busy}>
          {t('restore')}
        </button>
      </form>
      {outcome?.kind === 'replaces' && (
        <ConfirmDialog
          title={t('confirmReplace')}
          detail={t('confirmReplaceDetail', formatId(outcome.id))}
          action={t('replaceId')}
          onConfirm={() => {
            setOutcome(null);
            void restore(true);
          }}
          onCancel={() => setOutcome(null)}
        />
      )}
    </div>
  );
}

interface WordsFieldProps {
  readonly words: string;
  readonly first: boolean;
  readonly onWords: (words: string) => void;
}

function WordsField({ words, first, onWords }: WordsFieldProps) {
  const { t } = useText();
  return (
    <label class="field">
      <span>{t('recoveryWords')}</span>
      <textarea
        class="input recovery-input"
        rows={4}
        dir="ltr"
        lang="en"
        maxLength={1_024}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        data-first-focus={first || undefined}
        value={words}
        onInput={(event) => onWords(event.currentTarget.value)}
      />
    </label>
  );
}

function tellRefusal(outcome: Extract<RestoreResult, { kind: 'refused' }>, t: Text['t']): string {
  switch (outcome.reason) {
    case 'unknown-word':
      return t('restoreUnknownWord', String(outcome.place));
    case 'not-twelve':
      return t('restoreNotTwelve');
    case 'mistake':
      return t('restoreMistake');
    case 'same-id':
      return t('restoreSameId');
    default:
      return t('commandFailed');
  }
}
