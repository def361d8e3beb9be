import { AppWindow } from 'lucide-preact';
import { render } from 'preact';
import { useState } from 'preact/hooks';
import type { Text } from '../popup/components/basics/text.ts';
import { TextContext, useText } from '../popup/components/basics/text.ts';

interface OtherTabProps {
  readonly onUseHere: () => Promise<void>;
}

/** Beeline is in use in another tab, and only one may answer. */
export function OtherTab({ onUseHere }: OtherTabProps) {
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  const useHere = (): void => {
    setBusy(true);
    void onUseHere();
  };
  return (
    <main class="app">
      <div class="view first-run threshold">
        <AppWindow size={56} aria-hidden="true" class="quiet" />
        <h1>{t('otherTabTitle')}</h1>
        <p class="quiet">{t('otherTabDetail')}</p>
        <button type="button" class="button primary large" disabled={busy} aria-busy={busy} onClick={useHere}>
          {t('useHere')}
        </button>
      </div>
    </main>
  );
}

/** Shows it in `root` until it is this tab's turn. */
export async function awaitTurn(root: Element, text: Text, takeOver: () => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    render(
      <TextContext.Provider value={text}>
        <OtherTab onUseHere={() => takeOver().then(resolve)} />
      </TextContext.Provider>,
      root,
    );
  });
  render(null, root);
}
