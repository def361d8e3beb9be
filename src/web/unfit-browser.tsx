import { Unplug } from 'lucide-preact';
import type { MessageKey } from '../popup/components/basics/text.ts';
import { useText } from '../popup/components/basics/text.ts';
import type { MissingFeature } from './missing-feature.ts';

const details = {
  'secure-address': 'unfitAddress',
  connections: 'unfitConnections',
  storage: 'unfitStorage',
  current: 'unfitOld',
} as const satisfies Readonly<Record<MissingFeature, MessageKey>>;

/** Beeline cannot begin here, and this is why and what helps. */
export function UnfitBrowser({ missing }: { readonly missing: MissingFeature }) {
  const { t } = useText();
  return (
    <main class="app">
      <div class="view first-run threshold" role="alert">
        <Unplug size={56} aria-hidden="true" class="quiet" />
        <h1>{t('unfitTitle')}</h1>
        <p class="quiet">{t(details[missing])}</p>
      </div>
    </main>
  );
}
