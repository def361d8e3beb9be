import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { TestContext } from 'vitest';
import { onTestFailed } from 'vitest';
import { createActs } from '../../../scripts/lib/browser/acts.mjs';
import type { Person, PersonOptions } from '../../../scripts/lib/browser/person.mjs';
import { launchPerson } from '../../../scripts/lib/browser/person.mjs';
import { noteCanaries } from '../../security/traffic/known-canaries.ts';

/** English, as `ui.md` names things. */
export const acts = createActs();

/** A variable that `npm test` sets for the browser tests. */
export function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start these tests with "npm run test:e2e"`);
  return value;
}

export interface Crowd {
  readonly launch: (name: string, options?: Partial<PersonOptions>) => Promise<Person>;
  readonly closeAll: () => Promise<void>;
  /** For `beforeEach`: leaves a picture of what everybody saw when the test failed. */
  readonly watchForFailure: (context: TestContext) => void;
}

/** The people of one test file, each with a browser and another camera picture. */
export function createCrowd(): Crowd {
  const people: Person[] = [];
  return {
    async launch(name, options = {}) {
      const person = await launchPerson({
        name,
        hue: people.length,
        extensionDir: fromEnvironment('BEELINE_EXTENSION_DIR'),
        chromium: fromEnvironment('BEELINE_CHROMIUM'),
        ...options,
      });
      const noted = { ...person, close: () => noteCanaries(person).finally(person.close) };
      people.push(noted);
      return noted;
    },
    async closeAll() {
      await Promise.all(people.splice(0).map((person) => person.close()));
    },
    watchForFailure({ task }) {
      onTestFailed(async () => {
        await Promise.all(people.map((person) => keepPicture(person, task.name)));
      });
    },
  };
}

async function keepPicture(person: Person, test: string): Promise<void> {
  if (!person.browser.connected || !person.isPopupOpen()) return;
  const folder = resolve('.cache', 'e2e-failures');
  await mkdir(folder, { recursive: true });
  const file = `${test}-${person.name}.png`.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-');
  await person.screenshot(await person.openPopup(), resolve(folder, file));
}

/**
 * For tests that tell one story: after a failure the tests behind it cannot succeed, and say so at once.
 * @returns a function to call in `beforeEach`
 */
export function createStory(): (context: TestContext) => void {
  let brokenBy: string | undefined;
  return ({ task }) => {
    if (brokenBy !== undefined) throw new Error(`not tried, because the story broke at "${brokenBy}"`);
    onTestFailed(() => {
      brokenBy ??= task.name;
    });
  };
}

/** First run of both and everything until they are linked directly; both popups are open at home afterwards. */
export async function introduce(inviter: Person, invited: Person): Promise<{ inviterPage: Page; invitedPage: Page }> {
  const [inviterPage, invitedPage] = await Promise.all([inviter.openPopup(), invited.openPopup()]);
  const [, id] = await Promise.all([acts.begin(inviterPage, inviter.name), acts.begin(invitedPage, invited.name)]);
  await acts.invite(inviterPage, id);
  await acts.accept(invitedPage, inviter.name);
  await Promise.all([acts.waitUntilOnline(inviterPage, invited.name), acts.waitUntilOnline(invitedPage, inviter.name)]);
  return { inviterPage, invitedPage };
}

/** From an open conversation to a connected video call. */
export async function videoCall(
  caller: { page: Page; name: string },
  callee: { page: Page; name: string },
): Promise<void> {
  await acts.openConversation(caller.page, callee.name);
  await acts.call(caller.page, 'Video call');
  await acts.answer(callee.page, caller.name, 'Answer with video');
  await Promise.all([caller, callee].map(({ page }) => acts.waitForCallStatus(page, 'Connected')));
}
