import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killBrowser } from '../../../scripts/lib/browser/close-browser.mjs';
import { readSnapshot } from '../../../scripts/lib/browser/engine-requests.mjs';
import { until } from '../../../scripts/lib/browser/find.mjs';
import type { FirefoxPerson } from '../../../scripts/lib/browser/firefox-person.mjs';
import { launchFirefoxPerson } from '../../../scripts/lib/browser/firefox-person.mjs';
import { acts, fromEnvironment } from '../../e2e/support/people.ts';
import type { LivePerson } from './live-pair.ts';
import { createWriter } from './live-writer.ts';

/** In Firefox, whose one page holds background and engine. */
export interface FirefoxLivePerson extends LivePerson {
  findContact(): Promise<void>;
}

export async function bringUpInFirefox(name: string): Promise<FirefoxLivePerson> {
  const userDataDir = await mkdtemp(join(tmpdir(), `beeline-soak-${name.toLowerCase()}-`));
  const launch = (): Promise<FirefoxPerson> =>
    launchFirefoxPerson({
      name,
      userDataDir,
      extensionDir: fromEnvironment('BEELINE_FIREFOX_EXTENSION_DIR'),
      firefox: fromEnvironment('BEELINE_FIREFOX'),
    });
  let person = await launch();
  let page = await person.openTab();
  return {
    ...createWriter(name, () => page),
    page: () => page,
    isLinked: async () => (await readSnapshot(page))?.contacts[0]?.presence === 'online',
    async killEngine() {
      const closed = page;
      // The page goes before it can answer.
      page.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
      await until('the pages of the extension to close', () => closed.isClosed());
      page = await person.openTab();
    },
    async killBrowser() {
      await killBrowser(person.browser);
      person = await launch();
      page = await person.openTab();
    },
    ownId: () => acts.readOwnId(page),
    close: () => person.close(),
  };
}
