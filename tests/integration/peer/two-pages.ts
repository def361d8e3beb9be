import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import puppeteer from 'puppeteer-core';
import { build } from 'vite';
import { launchFirefox } from '../../../scripts/lib/browser/launch-firefox.mjs';
import { ensureChromium } from '../../../scripts/lib/setup/chromium.mjs';
import type { PeerPage } from './peer-page.ts';

type Calls = { [Name in keyof PeerPage]: PeerPage[Name] };

/** One side of a link in a renderer process of its own. */
export interface Side {
  call<Name extends keyof Calls>(
    name: Name,
    ...args: Parameters<Calls[Name]>
  ): Promise<Awaited<ReturnType<Calls[Name]>>>;
}

export type BrowserKind = 'Chromium' | 'Firefox';

interface Pair {
  readonly ann: BrowserKind;
  readonly ben: BrowserKind;
}

const firefox = process.env.BEELINE_FIREFOX;

export const isThereFirefox = firefox !== undefined;

export interface TwoPages {
  readonly ann: Side;
  readonly ben: Side;
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-renderer-backgrounding',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

/** Two pages of different sites, which a browser that has both keeps in different processes. */
export async function openTwoPages({ ann, ben }: Pair): Promise<TwoPages> {
  const scratch = await mkdtemp(join(tmpdir(), 'beeline-peer-'));
  const server = await serve(await bundle(scratch));
  const [annsBrowser, bensBrowser] = await launchFor({ ann, ben });
  const [annsPage, bensPage] = await Promise.all([
    openPage(annsBrowser, `http://127.0.0.1:${portOf(server)}/`),
    openPage(bensBrowser, `http://localhost:${portOf(server)}/`),
  ]);
  return {
    ann: sideOf(annsPage),
    ben: sideOf(bensPage),
    async close() {
      await Promise.all([...new Set([annsBrowser, bensBrowser])].map((browser) => browser.close()));
      server.close();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

async function launchFor({ ann, ben }: Pair): Promise<readonly [Browser, Browser]> {
  if (ann !== ben) return await Promise.all([launch(ann), launch(ben)]);
  const both = await launch(ann);
  return [both, both];
}

async function launch(kind: BrowserKind): Promise<Browser> {
  if (kind === 'Firefox') return await launchFirefox(firefox ?? 'firefox');
  const executablePath = await ensureChromium(root, () => undefined);
  return await puppeteer.launch({ executablePath, headless: true, pipe: true, args: flags });
}

async function bundle(outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: true,
      lib: { entry: fileURLToPath(new URL('peer-page.ts', import.meta.url)), formats: ['iife'], name: 'unused' },
      rollupOptions: { output: { entryFileNames: 'peer-page.js' } },
    },
  });
  return readFile(join(outDir, 'peer-page.js'), 'utf8');
}

async function serve(script: string): Promise<Server> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>peer</title><script>${script.replaceAll('</script', '<\\/script')}</script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, () => resolve()));
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  return page;
}

function sideOf(page: Page): Side {
  return {
    call: async (name, ...args) =>
      page.evaluate(
        (method, values) => {
          const { peerPage } = globalThis as unknown as { peerPage: Record<string, (...all: unknown[]) => unknown> };
          return peerPage[method]?.(...values) as never;
        },
        name,
        args as unknown[],
      ),
  };
}
