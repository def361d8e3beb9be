#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { problemsOfBuild, readGolden } from './lib/check/build-rules.mjs';
import { browsers, outDirOf } from './lib/setup/vite-build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const problems = browsers.flatMap((browser) => {
  const buildDir = join(root, outDirOf(browser, 'production'));
  if (!existsSync(join(buildDir, 'manifest.json')))
    return [`There is no build for ${browser}: run "npm run build" first.`];
  return problemsOfBuild(buildDir, readGolden(root, browser)).map((problem) => `${browser}: ${problem}`);
});
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
