import { expect, it } from 'vitest';
import type { BrowserParts } from '#src/web/missing-feature.ts';
import { findMissingFeature } from '#src/web/missing-feature.ts';

/** A browser with all that is needed, as far as somebody looks. */
const current = {
  isSecureContext: true,
  RTCPeerConnection: class {},
  indexedDB: {},
  BroadcastChannel: class {},
  crypto: globalThis.crypto,
  navigator: { locks: {}, mediaDevices: {} },
} as unknown as BrowserParts;

function withoutKey(unknown: string): Partial<BrowserParts> {
  const generateKey = async (algorithm: string) => {
    if (algorithm === unknown) throw new DOMException('unknown', 'NotSupportedError');
  };
  return { crypto: { subtle: { generateKey } } as unknown as Crypto };
}

it.each([
  ['everything', {}, null],
  ['no https', { isSecureContext: false, crypto: undefined }, 'secure-address'],
  ['connections switched off', { RTCPeerConnection: undefined }, 'connections'],
  ['devices switched off', { navigator: { locks: {} } }, 'connections'],
  ['its storage switched off', { indexedDB: null }, 'storage'],
  ['no locks', { navigator: { mediaDevices: {} } }, 'current'],
  ['no keys for signing', withoutKey('Ed25519'), 'current'],
  ['no keys for sealing', withoutKey('X25519'), 'current'],
])('a browser with %s is known', async (_, change, missing) => {
  expect(await findMissingFeature({ ...current, ...change } as BrowserParts)).toBe(missing);
});
