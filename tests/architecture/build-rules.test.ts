import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hostsIn, problemsOfBuild } from '../../scripts/lib/check/build-rules.mjs';
import { importsIn, scriptsOf } from '../../scripts/lib/check/script-graph.mjs';

const golden = { permissions: ['alarms'], contentSecurityPolicy: "script-src 'self'" };
const manifest = {
  permissions: ['alarms'],
  background: { service_worker: 'worker.js' },
  content_security_policy: { extension_pages: "script-src 'self'" },
};
const soundBuild = {
  'manifest.json': JSON.stringify(manifest),
  'worker.js': 'import"./assets/worker.js";',
  'assets/worker.js': 'chrome.alarms;',
  'src/popup/index.html': '<script type="module" crossorigin src="/assets/popup.js"></script>',
  'src/popup/permission/index.html': '<script type="module" src="/assets/permission.js"></script>',
  'src/offscreen/index.html': '<script type="module" src="../../assets/offscreen.js"></script>',
  'assets/popup.js': 'import{a}from"./shared.js";const b=()=>import("./later.js");"dangerouslySetInnerHTML";',
  'assets/permission.js': 'import{a}from"./shared.js";',
  'assets/shared.js': 'export{a};',
  'assets/later.js': 'a();',
  'assets/offscreen.js': 'import{a}from"./shared.js";class FirebaseError{}',
};
const scratch: string[] = [];

function write(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'beeline-build-'));
  scratch.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function problemsWith(files: Readonly<Record<string, string>>): string {
  return problemsOfBuild(write({ ...soundBuild, ...files }), golden).join('\n');
}

afterEach(() => {
  for (const folder of scratch.splice(0)) {
    rmSync(folder, { recursive: true });
  }
});

describe('the look at the build', () => {
  it('finds nothing wrong with a sound one', () => {
    expect(problemsWith({})).toBe('');
  });

  it.each([
    [
      'Firebase in the popup',
      { 'assets/permission.js': 'class FirebaseError{}' },
      'src/popup/permission/index.html loads Firebase',
    ],
    ['Firebase loaded later', { 'assets/later.js': '"@firebase/app"' }, 'through assets/later.js'],
    ['Firebase in the worker', { 'assets/worker.js': '"identitytoolkit"' }, 'worker.js loads Firebase'],
    ['Firebase nowhere', { 'assets/offscreen.js': '' }, 'Firebase is not found'],
    ['Preact in the engine', { 'assets/offscreen.js': 'import"./popup.js"' }, 'index.html loads Preact'],
    ['Preact nowhere', { 'assets/popup.js': '' }, 'Preact is not found'],
    [
      'a permission more',
      { 'manifest.json': JSON.stringify({ ...manifest, permissions: ['alarms', 'tabs'] }) },
      'tabs',
    ],
    [
      'host permissions',
      { 'manifest.json': JSON.stringify({ ...manifest, host_permissions: ['<all_urls>'] }) },
      'host_permissions',
    ],
    [
      'a loose policy',
      {
        'manifest.json': JSON.stringify({
          ...manifest,
          content_security_policy: { extension_pages: "script-src 'unsafe-eval'" },
        }),
      },
      'content security policy',
    ],
    [
      'files open to web pages',
      { 'manifest.json': JSON.stringify({ ...manifest, web_accessible_resources: [{}] }) },
      'web_accessible_resources',
    ],
    ['an address of somebody else', { 'assets/later.js': 'fetch("https://evil.example/x")' }, 'evil.example'],
    ['a script in a page', { 'src/popup/index.html': '<script>alert(1)</script>' }, 'script of its own'],
    ['a handler in a page', { 'src/popup/index.html': '<body onload="x()">' }, 'script of its own'],
    ['a source map', { 'assets/later.js.map': '{}' }, 'source map'],
  ])('finds %s', (_what, files, words) => {
    expect(problemsWith(files)).toContain(words);
  });
});

describe('scriptsOf', () => {
  it('follows imports at once and later, from pages and from scripts', () => {
    const build = write(soundBuild);
    expect(scriptsOf(build, 'src/popup/index.html')).toEqual([
      'assets/later.js',
      'assets/popup.js',
      'assets/shared.js',
    ]);
    expect(scriptsOf(build, 'worker.js')).toEqual(['assets/worker.js', 'worker.js']);
  });

  it('ends although scripts import each other', () => {
    const build = write({ 'a.js': 'import"./b.js";', 'b.js': 'import"./a.js";' });
    expect(scriptsOf(build, 'a.js')).toEqual(['a.js', 'b.js']);
  });

  it('leaves out what is loaded later when asked to', () => {
    const build = write(soundBuild);
    expect(scriptsOf(build, 'src/popup/index.html', { later: false })).toEqual(['assets/popup.js', 'assets/shared.js']);
  });

  it.each([
    ['import{a as b}from"./x.js"', [{ path: './x.js', later: false }]],
    ["import './x.js';", [{ path: './x.js', later: false }]],
    ['import(`./x.js`)', [{ path: './x.js', later: true }]],
    ['export{a}from"../x.js"', [{ path: '../x.js', later: false }]],
    ['import e from"e";', []],
  ])('reads %s', (source, expected) => {
    expect(importsIn(source)).toEqual(expected);
  });
});

describe('hostsIn', () => {
  it('reads addresses of every kind once', () => {
    expect(hostsIn('"https://a.example/x" `wss://b.example:1` http://a.example')).toEqual(['a.example', 'b.example:1']);
  });

  it('leaves alone what is put together at run time', () => {
    expect(hostsIn('`http://$' + '{host}/`')).toEqual([]);
  });
});
