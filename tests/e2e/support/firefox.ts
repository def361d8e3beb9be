import type { Page } from 'puppeteer-core';
import type { FirefoxPerson } from '../../../scripts/lib/browser/firefox-person.mjs';
import { launchFirefoxPerson } from '../../../scripts/lib/browser/firefox-person.mjs';
import { acts, fromEnvironment } from './people.ts';

export const isThereFirefox = process.env.BEELINE_FIREFOX !== undefined;

/** Somebody who sits at Firefox, until the end of the file; on a `display` they have a screen to share. */
export async function launchInFirefox(
  name: string,
  onCleanup: (cleanUp: () => Promise<void>) => void,
  display?: string,
): Promise<FirefoxPerson> {
  const person = await launchFirefoxPerson({
    name,
    ...(display !== undefined && { display }),
    extensionDir: fromEnvironment('BEELINE_FIREFOX_EXTENSION_DIR'),
    firefox: fromEnvironment('BEELINE_FIREFOX'),
  });
  onCleanup(person.close);
  return person;
}

/** Each is told that the other one is heard. */
export async function expectVoices(pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map((page) => page.waitForSelector('[data-they-speak]')));
}

export async function expectPictures(pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map((page) => acts.watchPicture(page, 'Remote video')));
}
