import { useEffect, useRef, useState } from 'preact/hooks';
import { cleanName } from '../../shared/identity/display-name.ts';
import type { Commands } from '../commands.ts';
import { NameField } from '../components/basics/name-field.tsx';
import { useText } from '../components/basics/text.ts';
import { useKeptEntry } from '../use-kept-entry.ts';
import { RestoreScreen } from './restore.tsx';

export interface FirstRunScreenProps {
  readonly commands: Pick<Commands, 'createIdentity' | 'restore' | 'keepEntry' | 'readEntry'>;
}

/** Somebody new, or somebody who comes with recovery words. */
export function FirstRunScreen({ commands }: FirstRunScreenProps) {
  const [restoring, setRestoring] = useState(false);
  const [returned, setReturned] = useState(false);
  useEffect(() => {
    // The popup has closed while the words were fetched from where they lie.
    void commands.readEntry('recovery-words').then((kept) => setRestoring((before) => before || kept !== ''));
  }, []);
  const leave = (): void => {
    setRestoring(false);
    setReturned(true);
  };
  if (restoring) return <RestoreScreen name={null} commands={commands} onDone={() => undefined} onBack={leave} />;
  return <Beginning commands={commands} returned={returned} onRestore={() => setRestoring(true)} />;
}

interface BeginningProps extends FirstRunScreenProps {
  /** From the words, where the focus goes back to. */
  readonly returned: boolean;
  readonly onRestore: () => void;
}

function Beginning({ commands, returned, onRestore }: BeginningProps) {
  const { t } = useText();
  const [name, setName] = useKeptEntry('name', commands);
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const restore = useRef<HTMLButtonElement>(null);
  useEffect(() => (returned ? restore : box).current?.focus(), []);

  const isBlank = cleanName(name) === '';
  const create = async (): Promise<void> => {
    if (isBlank) return;
    setBusy(true);
    if (!(await commands.createIdentity(cleanName(name)))) setBusy(false);
  };

  return (
    <div class="view first-run">
      <img class="first-run-logo" src="/icons/icon-128.png" alt="" width={72} height={72} />
      <h1>{t('firstRunTitle')}</h1>
      <p class="quiet">{t('firstRunLead')}</p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <NameField name={name} onName={setName} box={box} />
        <button type="submit" class="button primary large" disabled={busy || isBlank} aria-busy={busy}>
          {t('getStarted')}
        </button>
      </form>
      <p class="first-run-note quiet">{t('firstRunNote')}</p>
      <p class="first-run-return quiet">
        {t('firstRunReturn')}
        <button type="button" class="button" ref={restore} onClick={onRestore}>
          {t('restore')}
        </button>
      </p>
    </div>
  );
}
