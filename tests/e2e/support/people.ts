import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
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

export type BrowserOptions = Partial<PersonOptions>;

/** Somebody with a browser of their own, who can leave it and come back to what they had there. */
export interface Visitor extends Person {
  /** The same profile in a new browser, after the one before was closed or killed. Surfaces have to be opened anew. */
  readonly comeBack: () => Promise<void>;
}

export interface Crowd {
  readonly launch: (name: string, options?: BrowserOptions) => Promise<Visitor>;
  /** Also those who are still on their way in. */
  readonly closeAll: () => Promise<void>;
  /** Leaves a picture of what everybody saw when the test failed. */
  readonly watchForFailure: (context: Pick<TestContext, 'task'>) => void;
}

/** The people of one test file, each with a browser and another camera picture. `common` is what their browsers share. */
export function createCrowd(common: BrowserOptions = {}): Crowd {
  const people: Promise<Visitor>[] = [];
  const profiles: string[] = [];
  const bringIn = async (options: BrowserOptions & { name: string }): Promise<Visitor> => {
    const userDataDir = await mkdtemp(join(tmpdir(), `beeline-${options.name.toLowerCase()}-profile-`));
    profiles.push(userDataDir);
    return await visit({
      extensionDir: fromEnvironment('BEELINE_EXTENSION_DIR'),
      chromium: fromEnvironment('BEELINE_CHROMIUM'),
      userDataDir,
      ...options,
    });
  };
  return {
    launch(name, options) {
      const person = bringIn({ hue: people.length, ...common, ...options, name });
      people.push(person);
      return person;
    },
    async closeAll() {
      await Promise.all((await arrived(people.splice(0))).map((person) => person.close()));
      const removal = { recursive: true, force: true, maxRetries: 5, retryDelay: 100 };
      await Promise.all(profiles.splice(0).map((folder) => rm(folder, removal)));
    },
    watchForFailure({ task }) {
      onTestFailed(async () => {
        await Promise.all((await arrived(people)).map((person) => keepPicture(person, task.name)));
      });
    },
  };
}

async function visit(options: PersonOptions): Promise<Visitor> {
  const enter = async (): Promise<Person> => {
    const person = await launchPerson(options);
    return { ...person, close: () => noteCanaries(person).finally(person.close) };
  };
  const visitor: Visitor = Object.assign(await enter(), {
    async comeBack() {
      // Of a browser that was killed, files are left.
      await visitor.close();
      Object.assign(visitor, await enter());
    },
  });
  return visitor;
}

async function arrived(people: readonly Promise<Visitor>[]): Promise<readonly Visitor[]> {
  const outcomes = await Promise.allSettled(people);
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
}

async function keepPicture(person: Person, test: string): Promise<void> {
  if (!person.browser.connected || !person.isPopupOpen()) return;
  const folder = resolve('.cache', 'e2e-failures');
  await mkdir(folder, { recursive: true });
  const file = `${test}-${person.name}.png`.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-');
  await person.screenshot(await person.openPopup(), resolve(folder, file));
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
