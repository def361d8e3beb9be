import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';

/** Imports of relative paths, as a bundler writes them: with brackets those that happen later. */
const importPattern = /(?:\bfrom|\bimport)\s*(\()?\s*["'`](\.{1,2}\/[^"'`]+\.js)["'`]/g;

/** Scripts that a page names itself or asks the browser to load ahead. */
const pageScriptPattern = /<(?:script|link)\b[^>]*?(?:src|href)="([^"]+\.js)"[^>]*>/g;

/**
 * Every script an entry can load, as sorted paths inside the build.
 * @param {string} buildDir
 * @param {string} entry a page or a script, as a path inside the build
 * @param {{ later?: boolean }} [options] false leaves out what is loaded only when it is needed
 * @returns {string[]}
 */
export function scriptsOf(buildDir, entry, { later = true } = {}) {
  const waiting = entry.endsWith('.html') ? pageScripts(buildDir, entry) : [entry];
  /** @type {Set<string>} */
  const seen = new Set();
  for (let script = waiting.pop(); script !== undefined; script = waiting.pop()) {
    if (seen.has(script)) continue;
    seen.add(script);
    const folder = posix.dirname(script);
    const imports = importsIn(readFileSync(join(buildDir, script), 'utf8')).filter((found) => later || !found.later);
    waiting.push(...imports.map(({ path }) => posix.join(folder, path)));
  }
  return [...seen].sort();
}

/** @param {string} buildDir @param {string} page */
function pageScripts(buildDir, page) {
  const html = readFileSync(join(buildDir, page), 'utf8');
  const addresses = [...html.matchAll(pageScriptPattern)].map(([, address = '']) => address);
  return addresses.map((address) =>
    posix.join(address.startsWith('/') ? '' : dirname(page), address).replace(/^\//, ''),
  );
}

/** Relative paths that a script imports. @param {string} source @returns {{ path: string, later: boolean }[]} */
export function importsIn(source) {
  return [...source.matchAll(importPattern)].map(([, bracket, path = '']) => ({ path, later: bracket !== undefined }));
}

/** Every file of a build, as sorted paths inside it. @param {string} buildDir @returns {string[]} */
export function filesOf(buildDir) {
  return readdirSync(buildDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(buildDir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
