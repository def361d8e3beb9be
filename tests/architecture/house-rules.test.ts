import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const maxLines = 250;

interface SourceFile {
  readonly path: string;
  readonly text: string;
}

function filesUnder(folder: string, ending: RegExp): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path))
    .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(join(root, folder, path), 'utf8') }));
}

const source = filesUnder('src', /\.tsx?$/);
const everything = [
  ...source,
  ...filesUnder('tests', /\.tsx?$/),
  ...filesUnder('scripts', /\.mjs$/),
  ...filesUnder('bench', /\.mjs$/),
];

function pathsOf(files: readonly SourceFile[]): string[] {
  return files.map(({ path }) => path).sort();
}

function namesExportedTwice(): string[] {
  const found = source.flatMap(({ text }) => [
    ...new Set(
      [...text.matchAll(/^export (?:async )?(?:function|const|class|type|interface) (\w+)/gm)].map(([, n]) => n),
    ),
  ]);
  return [...new Set(found.filter((name, index) => found.indexOf(name) !== index))].map(String).sort();
}

describe('house rules', () => {
  it('are tried on real files', () => {
    expect(source.length).toBeGreaterThan(50);
  });

  it('no file is longer than a person reads at once', () => {
    const tooLong = everything.filter(({ text }) => text.trimEnd().split('\n').length > maxLines);
    expect(pathsOf(tooLong)).toEqual([]);
  });

  it('no file is empty, for a program without a line ends as a good one does', () => {
    expect(pathsOf(everything.filter(({ text }) => text.trim() === ''))).toEqual([]);
  });

  it('no file only hands on what others export', () => {
    expect(pathsOf(source.filter(({ text }) => /^export\s+(type\s+)?(\*|\{[^}]*\})\s+from/m.test(text)))).toEqual([]);
    expect(pathsOf(source.filter(({ path }) => /\/(utils|helpers|common|manager)\.tsx?$/.test(path)))).toEqual([]);
  });

  it('no part of the engine is handed whatever another one was', () => {
    const spread = /\{\s*\.\.\.(deps|dependencies|host)\b(?!\.)/;
    expect('createPart({ ...deps, own })').toMatch(spread);
    expect(pathsOf(source.filter(({ path, text }) => path.startsWith('src/engine/') && spread.test(text)))).toEqual([]);
  });

  it('no two files export the same name', () => {
    expect(namesExportedTwice()).toEqual([]);
  });

  it('one file of the worker names the browser', () => {
    const worker = source.filter(({ path }) => path.startsWith('src/background/'));
    expect(
      pathsOf(worker.filter(({ text }) => /\b(chrome|browser)\.\w|\bextensionApi\b|navigator\.userAgent/.test(text))),
    ).toEqual(['src/background/platform.ts']);
  });

  it('no check is silenced and nothing is left for later', () => {
    // Put together, so that this file does not find itself.
    const silencers = new RegExp(
      ['biome' + '-ignore', '@ts' + '-ignore', '@ts' + '-nocheck', 'TO' + 'DO', 'FIX' + 'ME'].join('|'),
    );
    expect(pathsOf(everything.filter(({ text }) => silencers.test(text)))).toEqual([]);
    expect(pathsOf(source.filter(({ text }) => /@ts-expect-error/.test(text)))).toEqual([]);
  });

  it('pure modules make no randomness', () => {
    const pure = source.filter(({ path }) => /^src\/(shared|engine\/([^/]+\/rules|play\/games))\//.test(path));
    expect(pathsOf(pure.filter(({ text }) => /\bMath\.random\b/.test(text)))).toEqual([]);
  });
});
