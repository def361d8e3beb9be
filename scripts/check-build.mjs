#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { problemsOfPage } from './lib/check/build-rules.mjs';
import { storeProblems } from './lib/check/store-problems.mjs';
import { runMain } from './lib/process/clean-up.mjs';
import { browsers, outDirOf, pageDirOf } from './lib/setup/vite-build.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

await runMain(async () => {
  const found = await Promise.all(
    browsers.map(async (browser) => {
      const buildDir = join(root, outDirOf(browser, 'production'));
      if (!existsSync(join(buildDir, 'manifest.json')))
        return [`There is no build for ${browser}: run "npm run build" first.`];
      return (await storeProblems(root, browser, buildDir)).map((problem) => `${browser}: ${problem}`);
    }),
  );
  const pageDir = join(root, pageDirOf('production'));
  found.push(
    existsSync(join(pageDir, 'index.html'))
      ? problemsOfPage(pageDir).map((problem) => `page: ${problem}`)
      : ['There is no build of the page: run "npm run build:web" first.'],
  );
  for (const problem of found.flat()) console.error(problem);
  return found.flat().length === 0 ? 0 : 1;
});
