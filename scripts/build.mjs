#!/usr/bin/env node
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMain } from './lib/process/clean-up.mjs';
import { ensureNodeModules } from './lib/setup/node-modules.mjs';
import { say } from './lib/setup/say.mjs';
import { SetupFailure } from './lib/setup/setup-failure.mjs';
import { browsers, outDirOf, pageDirOf, viteBuild, viteBuildPage } from './lib/setup/vite-build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

await runMain(async () => {
  const asked = process.argv.slice(2);
  const mode = asked.includes('emulator') ? 'emulator' : 'production';
  if (asked.some((word) => word !== 'emulator' && word !== 'web'))
    throw new SetupFailure('Usage: npm run build, npm run build:web, or npm run build:emulator.');
  await ensureNodeModules(root, say);
  if (asked.includes('web')) {
    await viteBuildPage(root, mode);
    say(`built ${pageDirOf(mode)}`);
    return 0;
  }
  for (const browser of browsers) {
    await viteBuild(root, mode, { browser });
    say(`built ${outDirOf(browser, mode)}`);
  }
  return 0;
});
