#!/usr/bin/env node
import { writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMain } from './lib/process/clean-up.mjs';
import { ensureNodeModules } from './lib/setup/node-modules.mjs';
import { say } from './lib/setup/say.mjs';
import { SetupFailure } from './lib/setup/setup-failure.mjs';
import { browsers, outDirOf } from './lib/setup/vite-build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

await runMain(async () => {
  await ensureNodeModules(root, say);
  // They need what was just installed.
  const [{ packBuild }, { loadEnv }] = await Promise.all([import('./lib/package/pack-build.mjs'), import('vite')]);
  const { VITE_FIREBASE_PROJECT_ID: project, VITE_FIREBASE_API_KEY: key } = loadEnv('production', root);
  if (!project || !key) {
    throw new SetupFailure(
      'Packages for the stores need a Firebase project: set VITE_FIREBASE_PROJECT_ID and VITE_FIREBASE_API_KEY, or write them into .env.production.local.',
    );
  }
  // Nothing is written before both are sound, so that no store gets one without the other.
  const packages = [];
  for (const browser of browsers) {
    say(`building and checking what ${browser} gets`);
    const packed = await packBuild(root, browser, join(root, outDirOf(browser, 'production')));
    if (packed.problems.length > 0) {
      throw new SetupFailure(`The build for ${browser} must not go to anybody:\n${packed.problems.join('\n')}`);
    }
    packages.push({ file: join(root, 'dist', `beeline-${browser}-${packed.version}.zip`), ...packed });
  }
  for (const { file, bytes, files, sha256 } of packages) {
    await writeFile(file, bytes);
    process.stdout.write(`${relative(root, file)}: ${files} files, ${bytes.length} bytes, sha256 ${sha256}\n`);
  }
  return 0;
});
