#!/usr/bin/env node
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { problemsOfBuild, readGolden } from './lib/check/build-rules.mjs';
import { runMain } from './lib/process/clean-up.mjs';
import { ensureNodeModules } from './lib/setup/node-modules.mjs';
import { say } from './lib/setup/say.mjs';
import { SetupFailure } from './lib/setup/setup-failure.mjs';
import { viteBuild } from './lib/setup/vite-build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const buildDir = join(root, 'dist', 'chrome');

await runMain(async () => {
  await ensureNodeModules(root, say);
  // They need what was just installed.
  const [{ zipFolder }, { loadEnv }] = await Promise.all([import('./lib/package/zip-folder.mjs'), import('vite')]);
  const { VITE_FIREBASE_PROJECT_ID: project, VITE_FIREBASE_API_KEY: key } = loadEnv('production', root);
  if (!project || !key) {
    throw new SetupFailure(
      'A package for the store needs a Firebase project: set VITE_FIREBASE_PROJECT_ID and VITE_FIREBASE_API_KEY, or write them into .env.production.local.',
    );
  }
  say('building');
  await viteBuild(root, 'production', { BEELINE_OUT_DIR: buildDir });
  const problems = problemsOfBuild(buildDir, readGolden(root));
  if (problems.length > 0) throw new SetupFailure(`The build must not go to anybody:\n${problems.join('\n')}`);
  const { version } = JSON.parse(await readFile(join(buildDir, 'manifest.json'), 'utf8'));
  const { bytes, files, sha256 } = await zipFolder(buildDir);
  const archive = join(root, 'dist', `beeline-${version}.zip`);
  await writeFile(archive, bytes);
  process.stdout.write(`${relative(root, archive)}: ${files} files, ${bytes.length} bytes, sha256 ${sha256}\n`);
  return 0;
});
