import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import preact from '@preact/preset-vite';
import axe from 'axe-core';
import type { Browser, Page } from 'puppeteer-core';
import puppeteer from 'puppeteer-core';
import type { PreviewServer } from 'vite';
import { build, preview } from 'vite';
import type { Frame } from '#src/popup/frame.ts';
import type { findMisfits } from './misfits.ts';
import { scenes } from './scenes.ts';

const root = resolve(import.meta.dirname);
const repository = resolve(root, '../../..');
const pictures = join(repository, 'demo-output/gallery');

/** A sidebar of Firefox, made as narrow as it goes. */
const narrowest = { size: { width: 220, height: 640 }, frame: 'panel' } as const satisfies Sight;

export interface Look {
  readonly theme: 'light' | 'dark';
  readonly language: 'en' | 'ja';
}

/** How it is looked at, where that is not as most people do. */
export interface Sight {
  /** In CSS pixels; the scene's own when nothing is said. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly forcedColors?: boolean;
  /** Instead of the scene's own. */
  readonly frame?: Frame;
}

export interface Gallery {
  /** The scene as it stands, to be measured. */
  show(scene: string, look: Look, sight?: Sight): Promise<Page>;
  /** Takes the scene's picture and returns what is wrong with it, in words: what axe finds, and what does not fit. */
  visit(scene: string, look: Look): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Builds the gallery, serves it and opens a real browser on it. */
export async function openGallery(executablePath: string): Promise<Gallery> {
  const outDir = join(tmpdir(), `beeline-gallery-${process.pid}`);
  const shared = { root, configFile: false, logLevel: 'error', publicDir: join(repository, 'public') } as const;
  await build({
    ...shared,
    plugins: [preact({ prefreshEnabled: false })],
    build: { outDir, emptyOutDir: true, target: 'chrome137' },
  });
  const server = await preview({ ...shared, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  // Scroll bars take their room, as on most desks.
  const browser = await puppeteer.launch({
    executablePath,
    headless: true,
    args,
    ignoreDefaultArgs: ['--hide-scrollbars'],
  });
  mkdirSync(pictures, { recursive: true });
  return {
    show: (scene, look, sight) => showScene(browser, addressOf(server), { scene, ...look, sight }),
    visit: (scene, look) => visitScene(browser, addressOf(server), { scene, ...look }),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

interface Asked extends Look {
  readonly scene: string;
  readonly sight?: Sight | undefined;
}

async function showScene(browser: Browser, address: string, { sight = {}, ...asked }: Asked): Promise<Page> {
  const { width = 400, height = 600, typed, opens } = scenes[asked.scene] ?? {};
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  await page.setViewport({ ...(sight.size ?? { width, height }), deviceScaleFactor: 2 });
  const session = await page.createCDPSession();
  const value = sight.forcedColors ? 'active' : 'none';
  await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] });
  await page.goto(`${address}?${new URLSearchParams({ ...asked, ...(sight.frame && { frame: sight.frame }) })}`);
  await page.waitForSelector('html[data-ready]');
  if (typed !== undefined) await page.type('textarea', typed);
  if (opens !== undefined) await page.click(opens);
  const { search, scrolledUp } = scenes[asked.scene] ?? {};
  if (search !== undefined) await page.type('input[type="search"]', search);
  if (scrolledUp) await page.evaluate(() => document.querySelector('.log')?.scrollBy(0, -900));
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  return page;
}

async function visitScene(browser: Browser, address: string, asked: Asked): Promise<readonly string[]> {
  const page = await showScene(browser, address, asked);
  const picture = join(pictures, `${asked.scene}-${asked.theme}-${asked.language}`);
  await page.screenshot({ path: `${picture}.png` });
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run());
  const excluding = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
  // A theme changes no place.
  if (asked.theme === 'dark') return excluding;
  const misfits = await page.evaluate(() => window.findMisfits());
  if (scenes[asked.scene]?.frame === 'tab') return [...excluding, ...misfits];
  const narrow = await makeNarrow(page, () => showScene(browser, address, { ...asked, sight: narrowest }));
  const narrowMisfits = await narrow.evaluate(() => window.findMisfits());
  if (narrowMisfits.length > 0) await narrow.screenshot({ path: `${picture}-narrow.png` });
  return [...excluding, ...misfits, ...narrowMisfits.map((misfit) => `at 220 px, ${misfit}`)];
}

/** The scene as it stands in the narrowest sidebar. Panels that a script has placed stay where they are, so that those open anew. */
async function makeNarrow(page: Page, showAnew: () => Promise<Page>): Promise<Page> {
  if ((await page.$('.floating-panel')) !== null) return await showAnew();
  await page.setViewport({ ...narrowest.size, deviceScaleFactor: 2 });
  await page.evaluate((frame) => window.putInto(frame), narrowest.frame);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  return page;
}

function addressOf(server: PreviewServer): string {
  const address = server.resolvedUrls?.local[0];
  if (address === undefined) throw new Error('the gallery is not being served');
  return address;
}

declare global {
  interface Window {
    readonly axe: typeof axe;
    readonly findMisfits: typeof findMisfits;
    readonly putInto: (frame: Frame) => void;
  }
}
