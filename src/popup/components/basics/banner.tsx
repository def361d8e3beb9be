import { CloudOff, HardDrive, WifiOff } from 'lucide-preact';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { useText } from './text.ts';

const serviceTrouble = {
  unreachable: 'bannerUnreachable',
  refused: 'bannerRefused',
  'no-relay': 'bannerNoRelay',
} as const;

/** What hinders everything at once, in one sentence each. */
export function Banners({ network, storage }: Pick<Snapshot, 'network' | 'storage'>) {
  const { t } = useText();
  return (
    <div class="banners" role="status">
      {network === 'offline' && (
        <p class="banner">
          <WifiOff size={16} aria-hidden="true" />
          {t('bannerOffline')}
        </p>
      )}
      {(network === 'unreachable' || network === 'refused' || network === 'no-relay') && (
        <p class="banner">
          <CloudOff size={16} aria-hidden="true" />
          {t(serviceTrouble[network])}
        </p>
      )}
      {storage !== 'ok' && (
        <p class="banner serious">
          <HardDrive size={16} aria-hidden="true" />
          {t(storage === 'full' ? 'bannerStorageFull' : 'bannerUnsaved')}
        </p>
      )}
    </div>
  );
}
