import { CloudOff, HardDrive, WifiOff } from 'lucide-preact';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { useCapabilities } from '../../capabilities.ts';
import type { MessageKey } from './text.ts';
import { useText } from './text.ts';

const obstacleKeys: Readonly<Record<Exclude<Snapshot['network'], 'starting' | 'online'>, MessageKey>> = {
  offline: 'bannerOffline',
  'no-relay': 'bannerNoRelay',
  refused: 'bannerRefused',
  unreachable: 'bannerUnreachable',
  'relay-refused': 'bannerRelayRefused',
  'relay-unreachable': 'bannerRelayUnreachable',
};

/** What hinders everything at once, in one sentence each. */
export function Banners({ network, storage }: Pick<Snapshot, 'network' | 'storage'>) {
  const { t } = useText();
  const { page } = useCapabilities();
  return (
    <div class="banners" role="status">
      {network !== 'starting' && network !== 'online' && (
        <p class="banner">
          {network === 'offline' ? <WifiOff size={16} aria-hidden="true" /> : <CloudOff size={16} aria-hidden="true" />}
          {t(obstacleKeys[network])}
        </p>
      )}
      {storage !== 'ok' && (
        <p class="banner serious">
          <HardDrive size={16} aria-hidden="true" />
          {t(storage === 'full' ? 'bannerStorageFull' : 'bannerUnsaved')}
        </p>
      )}
      {page !== undefined && <page.Notice />}
    </div>
  );
}
