import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Person } from '../../../scripts/lib/browser/person.mjs';

declare global {
  /** How far the clock is ahead; in builds of `buildWithClock` only. */
  var clockAheadMs: number;
}

/** Runs before every other script, so that no part of the program ever sees the right time. */
const clockScript = (aheadMs: number): string => `
globalThis.clockAheadMs = ${aheadMs};
const rightDate = Date;
const now = () => rightDate.now() + globalThis.clockAheadMs;
globalThis.Date = new Proxy(rightDate, {
  construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
  apply: () => new rightDate(now()).toString(),
  get: (target, key, holder) => (key === 'now' ? now : Reflect.get(target, key, holder)),
});
`;

/** A copy of the built extension whose clock is wrong in the worker, in the engine and on every page. */
export async function buildWithClock(
  extensionDir: string,
  aheadMs: number,
): Promise<{ readonly dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'beeline-clock-'));
  await cp(extensionDir, dir, { recursive: true });
  await writeFile(join(dir, 'clock.js'), clockScript(aheadMs));
  const pages = (await readdir(dir, { recursive: true })).filter((path) => path.endsWith('.html'));
  await Promise.all([
    prepend(join(dir, 'service-worker-loader.js'), '', "import './clock.js';\n"),
    ...pages.map((page) => prepend(join(dir, page), '<head>', '<script src="/clock.js"></script>')),
  ]);
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

async function prepend(file: string, behind: string, added: string): Promise<void> {
  const source = await readFile(file, 'utf8');
  if (!source.includes(behind)) throw new Error(`${file} has no ${behind}`);
  await writeFile(file, source.replace(behind, behind + added));
}

/** How far the engine's clock is ahead of ours, as the engine sees it. */
export async function clockAheadOf(person: Person): Promise<number> {
  const theirsMs = await (await person.offscreen()).evaluate(() => Date.now());
  return theirsMs - Date.now();
}

/** The clock of a running browser jumps, everywhere at once. */
export async function jumpClock(person: Person, page: Page, byMs: number): Promise<void> {
  const jump = (ms: number): void => {
    globalThis.clockAheadMs += ms;
  };
  const engine = await person.offscreen();
  await Promise.all([engine.evaluate(jump, byMs), page.evaluate(jump, byMs), person.inWorker(jump, byMs)]);
}
