import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(resolve(root, 'docs/security.md'), 'utf8');

/** Rows of `npm run soak -- security`, by the names under which they are reported. */
function rowsInTests(): readonly string[] {
  const folder = resolve(root, 'tests/security/soak');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(resolve(folder, file), 'utf8').matchAll(/^\s+row: '([^']+)',$/gm)])
    .map(([, row = '']) => row);
}

/** First cells of the table below a heading. */
function rowsOfTable(heading: string): readonly string[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(2).map((line) => line.split('|')[1]?.trim() ?? '');
}

describe('docs/security.md', () => {
  it('names every row that proves a promise, and none that is not there', () => {
    const named = rowsOfTable('What is measured');
    expect(named.length).toBeGreaterThan(10);
    expect([...named].sort()).toEqual([...rowsInTests()].sort());
  });

  it('points at no test that does not exist', () => {
    const paths = [...page.matchAll(/`(tests\/[^`*]+)`/g)].map(([, path = '']) => path);
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !existsInRepository(path))).toEqual([]);
  });
});

function existsInRepository(path: string): boolean {
  const clean = path.replace(/\/$/, '');
  const slash = clean.lastIndexOf('/');
  return readdirSync(resolve(root, clean.slice(0, slash))).includes(clean.slice(slash + 1));
}
