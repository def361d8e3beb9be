import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/protocol.md'), 'utf8');

interface Line {
  readonly at: string;
  readonly text: string;
}

function linesUnder(folder: string, ending: RegExp): readonly Line[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path))
    .flatMap((path) => linesOf(`${folder}/${path}`));
}

function linesOf(path: string): readonly Line[] {
  const lines = readFileSync(join(root, path), 'utf8').split('\n');
  return lines.map((text, index) => ({ at: `${path}:${index + 1}`, text }));
}

const lines = [
  ...linesUnder('src', /\.tsx?$/),
  // This file would find its own examples.
  ...linesUnder('tests', /\.tsx?$/).filter(({ at }) => !at.includes('protocol-citations')),
  ...linesUnder('firebase', /\.rules$/),
];

/** As the pages of a repository make them: lower case, blanks as dashes, punctuation left out. */
const anchors = new Set(
  [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  ),
);

const citation = /(?<place>docs\/)?protocol\.md(?:#(?<anchor>[\w-]+))?/g;
/** A section belongs to a standard: by number, or by its title in capitals. Several of one standard stand in a row. */
const standardSection = /(?:(?:RFC|ECMA-)\s?\d+|\b[A-Z]\w+) §[\d.]+(?: (?:and|to) §[\d.]+)*/g;

function isWrong({ text }: Line): boolean {
  const cited = [...text.matchAll(citation)].some(
    ({ groups = {} }) => groups.place === undefined || groups.anchor === undefined || !anchors.has(groups.anchor),
  );
  return cited || text.replace(standardSection, '').includes('§');
}

function placesOf(wrong: readonly Line[]): readonly string[] {
  return wrong.map(({ at, text }) => `${at} ${text.trim()}`);
}

describe('docs/protocol.md', () => {
  it('has every section that code, rules and tests cite, and no other section is cited but of a standard', () => {
    const citing = lines.filter(({ text }) => text.includes('protocol.md#'));
    expect(citing.length).toBeGreaterThan(5);
    expect(placesOf(lines.filter(isWrong))).toEqual([]);
  });

  it.each([
    ['a section by number', '/** As it must be (protocol §6). */'],
    ['a section of a page that is not here', '// See design §4.'],
    ['a heading that is not there', '// docs/protocol.md#nowhere'],
    ['the page without a heading', '// docs/protocol.md says so.'],
    ['the page without its folder', '// protocol.md#glare'],
  ])('notices %s', (_, text) => {
    expect(isWrong({ at: '', text })).toBe(true);
  });

  it.each([
    ['a heading', '/** The smaller one wins (docs/protocol.md#glare). */'],
    ['sections of a standard', '/** RFC 9180 §5.1.1 and §5.2 for one message. */'],
    ['a standard by its title', '/** Error names of Media Capture and Streams §10.2, ECMA-262 §21.4.1.1. */'],
  ])('lets pass %s', (_, text) => {
    expect(isWrong({ at: '', text })).toBe(false);
  });

  it('points at no heading of its own that is not there', () => {
    const pointed = [...page.matchAll(/\]\(#([\w-]+)\)/g)].map(([, anchor = '']) => anchor);
    expect(pointed.length).toBeGreaterThan(10);
    expect(pointed.filter((anchor) => !anchors.has(anchor))).toEqual([]);
  });

  it('names no constant that the code does not have', () => {
    const timers = page.split(/^## /m).find((part) => part.startsWith('Timers')) ?? '';
    const names = timers.split('\n').flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)]);
    const code = lines.filter(({ at }) => at.startsWith('src/'));
    const known = new Set(code.flatMap(({ text }) => [...text.matchAll(/\bconst (\w+)/g)].map(([, name]) => name)));
    expect(names.length).toBeGreaterThan(10);
    expect(names.map(([, name]) => name).filter((name) => !known.has(name))).toEqual([]);
  });
});
