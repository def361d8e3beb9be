import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).map((path) => `src/${path}`);

/** What stands between a heading and the next one of its rank. */
function section(heading: string): string {
  const [, after = ''] = page.split(`## ${heading}\n`);
  return after.split('\n## ')[0] ?? '';
}

const namedIn = (text: string): readonly string[] =>
  [...text.matchAll(/`([\w./-]+\.tsx?)`/g)].map(([, name]) => name ?? '');

describe('the page on architecture', () => {
  it('leads through files that are there', () => {
    const named = namedIn(section('A tour of the code'));
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((name) => !files.some((file) => file.endsWith(`/${name}`)))).toEqual([]);
  });

  it('meets no file twice on one way', () => {
    const ways = section('A tour of the code').split('**An offer');
    for (const way of ways) {
      const named = namedIn(way);
      expect(named.filter((name, index) => named.indexOf(name) !== index)).toEqual([]);
    }
  });

  it('counts the files of each way', () => {
    const ways = section('A tour of the code')
      .split(/^\*\*(?=A)/m)
      .slice(1);
    expect(ways).toHaveLength(2);
    for (const way of ways) expect(`${namedIn(way).length} files`).toBe(/\d+ files/.exec(way)?.[0]);
  });

  it('names folders that are there', () => {
    const named = [...page.matchAll(/`(src\/[\w/-]+)`/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !files.some((file) => file.startsWith(name)))).toEqual([]);
  });
});
