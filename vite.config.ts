import type { ManifestV3Export } from '@crxjs/vite-plugin';
import { crx } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };
import packageJson from './package.json' with { type: 'json' };

/** The emulators a build talks to; empty strings in a build for people. */
interface Backend {
  readonly firestoreEmulator: string;
  readonly authEmulator: string;
}

function backendFor(mode: string): Backend {
  if (mode !== 'emulator') {
    return { firestoreEmulator: '', authEmulator: '' };
  }
  return {
    firestoreEmulator: process.env.BEELINE_FIRESTORE_EMULATOR ?? '127.0.0.1:8080',
    authEmulator: process.env.BEELINE_AUTH_EMULATOR ?? '127.0.0.1:9099',
  };
}

/** What only the emulator build may reach; the store build's policy is the one in `manifest.json`. */
function emulatorOrigins(backend: Backend): string[] {
  const hosts = [backend.firestoreEmulator, backend.authEmulator].map((address) => address.replace(/:\d+$/, ''));
  return [...new Set(['127.0.0.1', 'localhost', ...hosts])].map((host) => `http://${host}:*`);
}

function manifestFor(mode: string): ManifestV3Export {
  const policy = manifest.content_security_policy.extension_pages;
  const extra = mode === 'emulator' ? ` ${emulatorOrigins(backendFor(mode)).join(' ')}` : '';
  return {
    ...manifest,
    version: packageJson.version,
    content_security_policy: { extension_pages: policy.replace("connect-src 'self'", `connect-src 'self'${extra}`) },
  } as ManifestV3Export;
}

function outDirFor(mode: string): string {
  return process.env.BEELINE_OUT_DIR ?? (mode === 'emulator' ? 'dist/chrome-emulator' : 'dist/chrome');
}

function definesFor(mode: string): Record<string, string> {
  const { firestoreEmulator, authEmulator } = backendFor(mode);
  const demoProject = {
    'import.meta.env.VITE_FIREBASE_PROJECT_ID': JSON.stringify('demo-beeline'),
    'import.meta.env.VITE_FIREBASE_API_KEY': JSON.stringify('demo-beeline'),
  };
  return {
    'import.meta.env.BEELINE_FIRESTORE_EMULATOR': JSON.stringify(firestoreEmulator),
    'import.meta.env.BEELINE_AUTH_EMULATOR': JSON.stringify(authEmulator),
    ...(mode === 'emulator' ? demoProject : {}),
  };
}

/**
 * Which modules share a file. Few files compress better than many; but what contexts share stays apart from what only
 * surfaces need, so that neither engine nor worker loads a line of the popup. The composer measures texts, and parses none.
 */
const chunkGroups = [
  { name: 'loading', test: /preload-helper/, priority: 2 },
  {
    name: 'messaging',
    test: /src\/shared\/(messaging|i18n|extension-api|settings|snapshot)/,
    priority: 2,
  },
  { name: 'participant', test: /src\/shared\/participant/, priority: 2 },
  { name: 'text-size', test: /src\/shared\/text\/(text-size|visible-text)/, priority: 3 },
  { name: 'rules', test: /src\/(shared\/identity|engine\/(bytes|chat\/rules\/(?!search)))/, priority: 2 },
  {
    name: 'views',
    test: /node_modules\/(preact|lucide-preact\/dist\/esm\/(?!icons))|src\/popup\/(?!index|start-surface|extension-host|later|current-view|permission|screens|loopback)/,
    tags: ['$initial' as const],
    priority: 1,
  },
];

export default defineConfig(({ mode }) => ({
  plugins: [preact({ reactAliasesEnabled: false, prefreshEnabled: false }), crx({ manifest: manifestFor(mode) })],
  define: definesFor(mode),
  build: {
    outDir: outDirFor(mode),
    emptyOutDir: true,
    // The browser named in the manifest: the first with Ed25519 and X25519 in WebCrypto.
    target: `chrome${manifest.minimum_chrome_version}`,
    modulePreload: { polyfill: false },
    sourcemap: mode === 'emulator',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      output: { codeSplitting: { groups: chunkGroups } },
      input: { offscreen: 'src/offscreen/index.html', permission: 'src/popup/permission/index.html' },
    },
  },
}));
