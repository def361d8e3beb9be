import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { zipFolder } from '../../../scripts/lib/package/zip-folder.mjs';

let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'beeline-zip-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

async function folderWith(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(scratch, name);
  await mkdir(join(folder, 'deep'), { recursive: true });
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  return folder;
}

it('packs every file under its name', async () => {
  const { bytes, files } = await zipFolder(await folderWith('all', { 'manifest.json': '{}', 'deep/蜂.js': 'buzz' }));
  const unpacked = Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]);
  expect(unpacked).toEqual([
    ['deep/蜂.js', 'buzz'],
    ['manifest.json', '{}'],
  ]);
  expect(files).toBe(2);
});

it('makes the same bytes of the same files, whenever and in whatever order they were written', async () => {
  const one = await folderWith('one', { a: '1', b: '2' });
  const other = await folderWith('other', { b: '2', a: '1' });
  await utimes(join(other, 'a'), new Date('2001-01-01'), new Date('2001-01-01'));
  expect((await zipFolder(other)).sha256).toBe((await zipFolder(one)).sha256);
});

it('makes other bytes of other contents', async () => {
  const one = await folderWith('this', { a: '1' });
  const other = await folderWith('that', { a: '2' });
  expect((await zipFolder(other)).sha256).not.toBe((await zipFolder(one)).sha256);
});
