import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import preact from '@preact/preset-vite';
import type { Browser, Page } from 'puppeteer-core';
import puppeteer from 'puppeteer-core';
import type { PreviewServer } from 'vite';
import { build, preview } from 'vite';
import { afterAll, beforeAll } from 'vitest';
import { fromEnvironment } from '../../../e2e/support/people.ts';
import { soakRow } from '../../../soak/support/row.ts';
import { hostileStrings } from '../../hostile-strings.ts';

declare global {
  interface Window {
    readonly beelineCorpus: {
      readonly screens: readonly string[];
      tryOut(text: string): Promise<readonly string[]>;
    };
  }
}

/** Frames as fast as they can be drawn, for each screen waits for some. */
const asFastAsCanBe = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

const outDir = join(tmpdir(), `beeline-corpus-${process.pid}`);
let server: PreviewServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const publicDir = resolve('public');
  const shared = { root: import.meta.dirname, configFile: false, logLevel: 'error', publicDir } as const;
  await build({
    ...shared,
    plugins: [preact({ prefreshEnabled: false })],
    build: { outDir, emptyOutDir: true, target: 'chrome137' },
  });
  server = await preview({ ...shared, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', ...asFastAsCanBe];
  browser = await puppeteer.launch({ executablePath: fromEnvironment('BEELINE_CHROMIUM'), headless: true, args });
  page = await browser.newPage();
  await page.setViewport({ width: 400, height: 600 });
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  await page.waitForSelector('html[data-ready]');
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await rm(outDir, { recursive: true, force: true });
});

soakRow({
  row: 'hostile corpus through every screen: text equal, 0 elements created',
  unit: 'strings',
  full: 500,
  short: 50,
  async run({ count, isOutOfTime, progress }) {
    const { length } = await page.evaluate(() => window.beelineCorpus.screens);
    const faults: string[] = [];
    let done = 0;
    for (const text of hostileStrings(count)) {
      if (isOutOfTime()) break;
      const found = await page.evaluate((what) => window.beelineCorpus.tryOut(what), text);
      faults.push(...found.map((fault) => `${fault}: ${JSON.stringify(text.slice(0, 60))}`));
      done += 1;
      progress(done);
    }
    return { done, faults, detail: `${length} screens` };
  },
});
