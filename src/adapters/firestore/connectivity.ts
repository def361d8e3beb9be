/** What this computer knows about its own network, which is little: `true` does not promise that anything is reached. */
export interface Connectivity {
  isOnline(): boolean;
  onOnline(action: () => void, signal: AbortSignal): void;
}

/** Node has neither `navigator.onLine` nor the event, and counts as online. */
export const browserConnectivity: Connectivity = {
  isOnline: () => globalThis.navigator?.onLine !== false,
  onOnline(action, signal) {
    globalThis.addEventListener?.('online', action, { signal });
  },
};
