#!/usr/bin/env node
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { build } from 'vite';
import { writeTestBundles } from './test-bundles.mjs';

/**
 * Puts each unit test and all of ours that it imports into one module: then importing it again begins
 * everything anew, and no test waits for another to be compiled.
 */
const root = process.cwd();
const folders = ['shared', 'engine', 'adapters/firestore'].map((name) => `tests/unit/${name}`);
const files = (await Promise.all(folders.map((folder) => readdir(join(root, folder), { recursive: true }))))
  .flatMap((names, index) => names.map((name) => join(folders[index] ?? '', name)))
  .filter((name) => name.endsWith('.test.ts'));

/** @type {import('./test-bundles.mjs').TestBundle[]} */
const bundles = [];
for (const testFile of files) {
  // Replaced globals and fake timers are vitest's own, and would outlive the test here.
  if (/\bvi\b.* from 'vitest'/.test(await readFile(join(root, testFile), 'utf8'))) continue;
  // Beside the test, so that paths beginning at `import.meta.url` still lead where they did.
  const bundle = testFile.replace(/\.ts$/, '.bundle.mjs');
  const output = await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: ['webextension-polyfill'] },
    build: {
      ssr: testFile,
      outDir: dirname(bundle),
      emptyOutDir: false,
      copyPublicDir: false,
      minify: false,
      rolldownOptions: { output: { codeSplitting: false, entryFileNames: basename(bundle) } },
    },
  });
  const modules = 'output' in output ? Object.keys(output.output[0].modules) : [];
  const sources = modules.map((file) => relative(root, file)).filter((file) => file.startsWith('src/'));
  bundles.push({ testFile, bundle, sources });
}
await writeTestBundles(bundles);
