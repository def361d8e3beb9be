import { extensionApi } from '../shared/extension-api.ts';

/** Firefox puts an event page to sleep after 30 s without an event or an answer of its own interface. */
const periodMs = 20_000;

/**
 * Keeps this page awake. Firefox counts an answered call of the extension interface as activity; neither timers nor open ports,
 * connections, locks or sound count, and an alarm would let the page sleep and wake it again. Should a later Firefox stop
 * counting it, an add-on with manifest version 2 and `persistent: true` would do.
 */
export function startHeartbeat(): void {
  setInterval(() => void extensionApi.runtime.getPlatformInfo(), periodMs);
}
