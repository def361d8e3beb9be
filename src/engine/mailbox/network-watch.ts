import type { NetworkView } from '../../shared/snapshot.ts';

export interface NetworkHost {
  isOnline(): boolean;
  onNetworkChange(notify: () => void): void;
}

/** Tells apart "this computer is offline" and "the introduction service does not answer". */
export interface NetworkWatch {
  view(): Exclude<NetworkView, 'no-relay'>;
  handleService(state: 'live' | 'unreachable'): void;
}

export function createNetworkWatch(host: NetworkHost, onChange: () => void): NetworkWatch {
  let service: 'starting' | 'live' | 'unreachable' = 'starting';
  host.onNetworkChange(onChange);
  return {
    view() {
      if (!host.isOnline()) return 'offline';
      return service === 'live' ? 'online' : service;
    },
    handleService(state) {
      service = state;
      onChange();
    },
  };
}
