#!/usr/bin/env node
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBackend } from './lib/backend/backend.mjs';
import { beforeLeaving, runMain } from './lib/process/clean-up.mjs';
import { ensureChromium } from './lib/setup/chromium.mjs';
import { buildExtension } from './lib/setup/extension-build.mjs';
import { ensureFirefox } from './lib/setup/firefox.mjs';
import { ensureJava } from './lib/setup/java.mjs';
import { ensureNodeModules } from './lib/setup/node-modules.mjs';
import { say } from './lib/setup/say.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

await runMain(async () => {
  await ensureNodeModules(root, say);
  const chromium = await ensureChromium(root, say);
  const firefox = process.argv.includes('--firefox') ? await ensureFirefox(say) : undefined;
  await ensureJava(say);
  const backend = await startBackend({ onProgress: say });
  beforeLeaving(backend.stop);
  say('building the extension');
  const extension = await buildExtension(root, backend);
  beforeLeaving(extension.remove);
  const forFirefox = firefox === undefined ? undefined : await buildExtension(root, backend, 'firefox');
  if (forFirefox) beforeLeaving(forFirefox.remove);
  // Needs what `npm ci` installed, so it is loaded only now.
  const { runDemo } = await import('./lib/demo/demo.mjs');
  return await runDemo({
    chromium,
    extensionDir: extension.dir,
    ...(firefox !== undefined && forFirefox && { bobsFirefox: { firefox, extensionDir: forFirefox.dir } }),
    headless: process.argv.includes('--headless') || !hasDisplay(),
    outputDir: join(root, 'demo-output'),
  });
});

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
