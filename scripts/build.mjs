#!/usr/bin/env node
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMain } from './lib/process/clean-up.mjs';
import { ensureNodeModules } from './lib/setup/node-modules.mjs';
import { say } from './lib/setup/say.mjs';
import { SetupFailure } from './lib/setup/setup-failure.mjs';
import { browsers, outDirOf, viteBuild } from './lib/setup/vite-build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

await runMain(async () => {
  const [mode = 'production'] = process.argv.slice(2);
  if (mode !== 'production' && mode !== 'emulator')
    throw new SetupFailure('Usage: npm run build, or npm run build:emulator.');
  await ensureNodeModules(root, say);
  for (const browser of browsers) {
    await viteBuild(root, mode, { browser });
    say(`built ${outDirOf(browser, mode)}`);
  }
  return 0;
});
