#!/usr/bin/env node
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeLeaving, runMain } from './lib/process/clean-up.mjs';
import { say } from './lib/setup/say.mjs';
import { SetupFailure } from './lib/setup/setup-failure.mjs';
import { prepare, prepareExtension } from './lib/test/prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const needs = { name: 'pictures', projects: [], needsBackend: true, needsBrowser: true, triesFirefox: true };

// What people see of Beeline in Firefox, in both themes.
await runMain(async () => {
  const env = await prepareExtension(root, await prepare(root, [needs]));
  const { BEELINE_DISPLAY: display, BEELINE_FIREFOX: firefox, BEELINE_CHROMIUM: chromium } = env;
  const { BEELINE_FIREFOX_EXTENSION_DIR: forFirefox, BEELINE_EXTENSION_DIR: forChromium } = env;
  if (!display || !firefox || !chromium || !forFirefox || !forChromium) {
    throw new SetupFailure('These pictures need Firefox and an X display: install firefox-esr and xvfb.');
  }
  const folder = join(root, 'demo-output', 'firefox');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  // Needs what `npm ci` installed, so it is loaded only now.
  const { takePictures } = await import('./lib/demo/firefox-pictures.mjs');
  await takePictures({
    display,
    folder,
    firefox: { firefox, extensionDir: forFirefox },
    chromium: { chromium, extensionDir: forChromium },
    beforeLeaving,
    say,
  });
  process.stdout.write(`Pictures are in ${relative(process.cwd(), folder)}/\n`);
  return 0;
});
