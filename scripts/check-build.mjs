#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { problemsOfBuild, readGolden } from './lib/check/build-rules.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const buildDir = join(root, 'dist', 'chrome');

if (!existsSync(join(buildDir, 'manifest.json'))) {
  console.error('There is no production build to look at: run "npm run build" first.');
  process.exit(1);
}
const problems = problemsOfBuild(buildDir, readGolden(root));
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);
