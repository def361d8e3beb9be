import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { cleanName } from '../../shared/identity/display-name.ts';
import type { Commands } from '../commands.ts';
import { NameField } from '../components/basics/name-field.tsx';
import type { MessageKey } from '../components/basics/text.ts';
import { useText } from '../components/basics/text.ts';
import { useKeptEntry } from '../use-kept-entry.ts';
import { RestoreScreen } from './restore.tsx';

export interface FirstRunScreenProps {
  readonly commands: Pick<Commands, 'createIdentity' | 'restore' | 'keepEntry' | 'readEntry'>;
  /** What is said first, where that is not what Beeline is. */
  readonly welcome?: ComponentChildren;
  /** On the button that begins. */
  readonly action?: MessageKey;
  /** Below it. */
  readonly children?: ComponentChildren;
}

/** Somebody new, or somebody who comes with recovery words. */
export function FirstRunScreen(props: FirstRunScreenProps) {
  const { commands } = props;
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
  return <Beginning {...props} returned={returned} onRestore={() => setRestoring(true)} />;
}

interface BeginningProps extends FirstRunScreenProps {
  /** From the words, where the focus goes back to. */
  readonly returned: boolean;
  readonly onRestore: () => void;
}

function Beginning({ commands, welcome, action = 'getStarted', returned, onRestore, children }: BeginningProps) {
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
      {welcome ?? <Welcome />}
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <NameField name={name} onName={setName} box={box} />
        <button type="submit" class="button primary large" disabled={busy || isBlank} aria-busy={busy}>
          {t(action)}
        </button>
      </form>
      <p class="first-run-note quiet">{t('firstRunNote')}</p>
      {children}
      <p class="first-run-return quiet">
        {t('firstRunReturn')}
        <button type="button" class="button" ref={restore} onClick={onRestore}>
          {t('restore')}
        </button>
      </p>
    </div>
  );
}

function Welcome() {
  const { t } = useText();
  return (
    <>
      <img class="first-run-logo" src="/icons/icon-128.png" alt="" width={72} height={72} />
      <h1>{t('firstRunTitle')}</h1>
      <p class="quiet">{t('firstRunLead')}</p>
    </>
  );
}
