import { useEffect, useRef, useState } from 'preact/hooks';
import { useText } from '../components/text.ts';

export interface FirstRunScreenProps {
  /** Resolves to false when it could not be done. */
  readonly onCreate: (name: string) => Promise<boolean>;
}

export function FirstRunScreen({ onCreate }: FirstRunScreenProps) {
  const { t } = useText();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);

  const create = async (): Promise<void> => {
    if (name.trim() === '') return;
    setBusy(true);
    if (!(await onCreate(name.trim()))) setBusy(false);
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
        <label class="field">
          <span>{t('yourName')}</span>
          <input
            class="input"
            type="text"
            dir="auto"
            maxLength={64}
            autocomplete="name"
            spellcheck={false}
            ref={box}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button primary large" disabled={busy || name.trim() === ''} aria-busy={busy}>
          {t('getStarted')}
        </button>
      </form>
      <p class="first-run-note quiet">{t('firstRunNote')}</p>
    </div>
  );
}
