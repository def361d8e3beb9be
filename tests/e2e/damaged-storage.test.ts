import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { click, find } from '../../scripts/lib/browser/find.mjs';
import { acts } from './support/people.ts';
import { story } from './support/story.ts';

const patience = { timeoutMs: 60_000 };

const it = story
  .extend('folder', { scope: 'file' }, async ({ everyBrowser: _ }, { onCleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'beeline-damaged-'));
    onCleanup(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
    return folder;
  })
  .extend('ann', { scope: 'file' }, ({ crowd, folder }) => crowd.launch('Ann', { userDataDir: folder }));

/** Where the browser keeps the extension's databases. */
async function databaseOf(profile: string): Promise<string> {
  const databases = join(profile, 'Default', 'IndexedDB');
  const own = (await readdir(databases)).find((name) => name.startsWith('chrome-extension_'));
  return join(databases, own ?? 'none');
}

describe('what a browser stores', () => {
  it('is told to be damaged when it is, and is no first run', async ({ ann, folder }) => {
    await acts.begin(await ann.openPopup(), 'Ann');
    await ann.close();
    const database = await databaseOf(folder);
    for (const name of await readdir(database)) await writeFile(join(database, name), 'garbled');
    await ann.comeBack();
    const page = await ann.openPopup();
    await find(page, 'heading', 'Your ID cannot be read any more', patience);
    await click(page, 'button', 'Begin with a new ID');
    await click(page, 'button', 'Delete everything');
    await find(page, 'button', 'Get started', patience);
    await acts.begin(page, 'Ann');
  });

  it('is told not to open when it does not', async ({ ann, folder }) => {
    await ann.close();
    const database = await databaseOf(folder);
    await rm(database, { recursive: true });
    await writeFile(database, 'in the way');
    await ann.comeBack();
    const page = await ann.openPopup();
    await find(page, 'heading', 'Beeline could not start', patience);
    await find(page, 'button', 'Restart Beeline');
  });
});
