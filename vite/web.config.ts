import { resolve } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import manifest from '../manifest.json' with { type: 'json' };
import { definesFor } from './backend-for.ts';
import { chunkGroups } from './chunk-groups.ts';
import { firefoxVersion } from './manifest-for.ts';

const root = resolve(import.meta.dirname, '..');

/** The page for those without the extension, to be served from the root of an origin of its own. */
export default defineConfig(({ mode }) => ({
  root: resolve(root, 'src/web'),
  envDir: root,
  publicDir: resolve(root, 'public'),
  plugins: [preact({ reactAliasesEnabled: false, prefreshEnabled: false })],
  define: definesFor(mode),
  build: {
    outDir: resolve(root, process.env.BEELINE_OUT_DIR ?? `dist/web${mode === 'emulator' ? '-emulator' : ''}`),
    emptyOutDir: true,
    // One build for both browsers, as old as the extension asks for.
    target: [`chrome${manifest.minimum_chrome_version}`, `firefox${firefoxVersion}`],
    modulePreload: { polyfill: false },
    sourcemap: mode === 'emulator',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: { output: { codeSplitting: { groups: chunkGroups } } },
  },
}));
