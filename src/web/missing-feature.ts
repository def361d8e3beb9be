/** What the page cannot do without. `current`: something that only an old browser lacks. */
export type MissingFeature = 'secure-address' | 'connections' | 'storage' | 'current';

export type BrowserParts = Pick<Window, 'isSecureContext'> &
  Partial<Pick<typeof globalThis, 'RTCPeerConnection' | 'indexedDB' | 'BroadcastChannel' | 'crypto'>> & {
    readonly navigator: Partial<Pick<Navigator, 'locks' | 'mediaDevices'>>;
  };

/** The first thing that this browser lacks, null when it has them all; what is switched off is missing as well. */
export async function findMissingFeature(browser: BrowserParts): Promise<MissingFeature | null> {
  if (!browser.isSecureContext) return 'secure-address';
  if (browser.RTCPeerConnection === undefined || browser.navigator.mediaDevices === undefined) return 'connections';
  if (!browser.indexedDB) return 'storage';
  const isCurrent = browser.navigator.locks !== undefined && browser.BroadcastChannel !== undefined;
  return isCurrent && (await hasKeys(browser.crypto?.subtle)) ? null : 'current';
}

/** Both came late to WebCrypto, and not in one version. */
async function hasKeys(subtle: SubtleCrypto | undefined): Promise<boolean> {
  try {
    await subtle?.generateKey('Ed25519', false, ['sign', 'verify']);
    await subtle?.generateKey('X25519', false, ['deriveBits']);
    return subtle !== undefined;
  } catch {
    return false;
  }
}
