import { crx } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };
import type { Backend } from './vite/backend-for.ts';
import { backendFor, definesFor } from './vite/backend-for.ts';
import { chunkGroups } from './vite/chunk-groups.ts';
import type { Browser } from './vite/manifest-for.ts';
import { firefoxVersion, manifestFor } from './vite/manifest-for.ts';
import { pageScript } from './vite/page-script.ts';

/** What only the emulator build may reach; the store build's policy is the one in `manifest.json`. */
function emulatorOrigins(backend: Backend): string[] {
  const hosts = [backend.firestoreEmulator, backend.authEmulator].map((address) => address.replace(/:\d+$/, ''));
  return [...new Set(['127.0.0.1', 'localhost', ...hosts])].map((host) => `http://${host}:*`);
}

/** `BEELINE_BROWSER=firefox` builds for Firefox, anything else for Chromium. */
const browser: Browser = process.env.BEELINE_BROWSER === 'firefox' ? 'firefox' : 'chrome';

function outDirFor(mode: string): string {
  return process.env.BEELINE_OUT_DIR ?? `dist/${browser}${mode === 'emulator' ? '-emulator' : ''}`;
}

/** Pages that the manifest does not name; in Firefox the engine lives in the background page, which it does name. */
const pages = {
  permission: 'src/popup/permission/index.html',
  ...(browser === 'chrome' && { offscreen: 'src/offscreen/index.html' }),
};

/** The browser named in the manifest: the first with Ed25519 and X25519 in WebCrypto. */
const target = browser === 'chrome' ? `chrome${manifest.minimum_chrome_version}` : `firefox${firefoxVersion}`;

export default defineConfig(({ mode }) => ({
  plugins: [
    preact({ reactAliasesEnabled: false, prefreshEnabled: false }),
    crx({ browser, manifest: manifestFor(browser, mode === 'emulator' ? emulatorOrigins(backendFor(mode)) : []) }),
    // Pages in Firefox cannot be told from each other once they are shared.
    browser === 'chrome' && pageScript({ entry: 'src/popup/shared-page/index.ts', fileName: 'shared-page.js', target }),
  ],
  define: definesFor(mode),
  build: {
    outDir: outDirFor(mode),
    emptyOutDir: true,
    target,
    modulePreload: { polyfill: false },
    sourcemap: mode === 'emulator',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      output: { codeSplitting: { groups: chunkGroups } },
      input: pages,
    },
  },
}));
