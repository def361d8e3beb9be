import type { Page } from 'puppeteer-core';
import type { TestContext } from 'vitest';
import { test as base, onTestFailed } from 'vitest';
import type { BrowserOptions } from './people.ts';
import { createCrowd } from './people.ts';

/** What most tests look at. */
export interface Pages {
  readonly alicePage: Page;
  readonly bobPage: Page;
}

/**
 * For tests that people take part in. What a test names of these is there for it, browsers are launched for the first one that
 * names their people and closed at the end of the file, and a test that fails leaves pictures of what everybody saw.
 */
export const test = base
  // A file says with `override` how its browsers differ from others.
  .extend('everyBrowser', { scope: 'file' }, (): BrowserOptions => ({}))
  .extend('alicesBrowser', { scope: 'file' }, (): BrowserOptions => ({}))
  .extend('bobsBrowser', { scope: 'file' }, (): BrowserOptions => ({}))
  // For people beside Alice and Bob.
  .extend('crowd', { scope: 'file' }, ({ everyBrowser }, { onCleanup }) => {
    const crowd = createCrowd(everyBrowser);
    onCleanup(crowd.closeAll);
    return crowd;
  })
  // Before the popups, so that nothing is opened for a test whose turn does not come.
  .extend('turn', { auto: true }, ({ crowd, task }) => crowd.watchForFailure({ task }))
  .extend('couple', { scope: 'file' }, ({ crowd, alicesBrowser, bobsBrowser }) =>
    Promise.all([crowd.launch('Alice', alicesBrowser), crowd.launch('Bob', bobsBrowser)]),
  )
  .extend('alice', { scope: 'file' }, ({ couple: [alice] }) => alice)
  .extend('bob', { scope: 'file' }, ({ couple: [, bob] }) => bob)
  // The popup as it stands open, or opened now: a test that wants it closed at its beginning does not name it.
  .extend('alicePage', ({ alice }) => alice.openPopup())
  .extend('bobPage', ({ bob }) => bob.openPopup());

/** For tests each of which goes on where the one before it ended: after a failure those behind it are not tried. */
export const story = test
  .extend('storyline', { scope: 'file' }, createStoryline)
  .extend('turn', ({ crowd, storyline, task }) => {
    crowd.watchForFailure({ task });
    storyline({ task });
  });

/** Called when a test begins: one that cannot succeed any more says so at once. */
function createStoryline(): (context: Pick<TestContext, 'task'>) => void {
  let brokenBy: string | undefined;
  return ({ task }) => {
    if (brokenBy !== undefined) throw new Error(`not tried, because the story broke at "${brokenBy}"`);
    onTestFailed(() => {
      brokenBy ??= task.name;
    });
  };
}
