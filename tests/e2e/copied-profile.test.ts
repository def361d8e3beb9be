import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { click, find, isThere } from '../../scripts/lib/browser/find.mjs';
import { acts } from './support/people.ts';
import { story } from './support/story.ts';

const started = 'A copy of this Beeline was started after this one';
const patience = { timeoutMs: 60_000 };

const it = story
  .extend('browsers', { scope: 'file' }, async ({ crowd }, { onCleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'beeline-copied-'));
    onCleanup(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
    const [ofOriginal, ofCopy] = [join(folder, 'original'), join(folder, 'copy')];
    const original = await crowd.launch('Alice', { userDataDir: ofOriginal });
    const page = await original.openPopup();
    await acts.begin(page, 'Alice');
    await acts.readOwnId(page);
    await original.close();
    await cp(ofOriginal, ofCopy, { recursive: true });
    await original.comeBack();
    await acts.readOwnId(await original.openPopup());
    return { original, copy: await crowd.launch('Alice again', { userDataDir: ofCopy }) };
  })
  .extend('originalPage', ({ browsers }) => browsers.original.openPopup())
  .extend('copyPage', ({ browsers }) => browsers.copy.openPopup());

describe('a copied profile that runs twice', () => {
  it('rests where it is older than what was started since, and says so', async ({ copyPage, originalPage }) => {
    await find(copyPage, 'heading', started, patience);
    expect(await isThere(originalPage, 'heading', started)).toBe(false);
  });

  it('goes on where a person wants it, and the other one says so', async ({ copyPage, originalPage }) => {
    await click(copyPage, 'button', 'Use here');
    await find(originalPage, 'heading', started, patience);
    await acts.readOwnId(copyPage);
  });

  it('goes back to where it was', async ({ copyPage, originalPage }) => {
    await click(originalPage, 'button', 'Use here');
    await find(copyPage, 'heading', started, patience);
    await acts.readOwnId(originalPage);
  });
});
