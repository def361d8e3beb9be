import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { aria, click, find, until, waitForText } from '../../scripts/lib/browser/find.mjs';
import {
  hangMicrophones,
  hideLastCamera,
  openInputsIn,
  silence,
  unplug,
} from '../../scripts/lib/browser/input-devices.mjs';
import { agreementsIn, tracksSentFrom } from '../../scripts/lib/browser/peer-connections.mjs';
import type { Person } from '../../scripts/lib/browser/person.mjs';
import { expectSameAgreements } from './support/agreements.ts';
import { acts, introduce, videoCall } from './support/people.ts';
import { story } from './support/story.ts';

const it = story.override('alicesBrowser', { cameras: 3 });
it.beforeAll(({ alice, bob }) => introduce(alice, bob));

async function openSettings(alicePage: Page): Promise<void> {
  await acts.goHome(alicePage);
  await click(alicePage, 'button', 'Settings');
}

async function optionsOf(alicePage: Page, name: string): Promise<readonly string[]> {
  const box = await find(alicePage, 'combobox', name);
  return await box.$$eval('option', (options) => options.map(({ label }) => label));
}

async function choose(alicePage: Page, name: string, label: string): Promise<void> {
  const box = await find(alicePage, 'combobox', name);
  const value = await box.$$eval('option', (all, wanted) => all.find((one) => one.label === wanted)?.value, label);
  await box.select(value ?? 'no such option');
}

async function sentBy(alice: Person, kind: 'audio' | 'video'): Promise<string | undefined> {
  const sent = await tracksSentFrom(await alice.offscreen());
  return sent.find((track) => track.kind === kind)?.label;
}

/** The last one: Chromium's second fake camera sends depth, which nobody can see. */
async function otherThan(alicePage: Page, name: string, used: string): Promise<string> {
  const other = (await optionsOf(alicePage, name)).slice(1).findLast((label) => label !== used);
  if (other === undefined) throw new Error(`only one ${name}`);
  return other;
}

describe('devices', { timeout: 60_000 }, () => {
  it('are listed by name, with the choice of the system first', async ({ alicePage }) => {
    await openSettings(alicePage);
    expect(await optionsOf(alicePage, 'Camera')).toHaveLength(4);
    expect((await optionsOf(alicePage, 'Microphone')).length).toBeGreaterThan(2);
    expect(await optionsOf(alicePage, 'Speaker')).toContain('System default');
  });

  it('are read anew each time, for the browser does not tell of every one that comes', async ({ alice, alicePage }) => {
    const listed = (count: number) =>
      until(`${count} choices`, async () => (await optionsOf(alicePage, 'Camera')).length === count);
    await hideLastCamera(await alice.offscreen(), true);
    await openSettings(alicePage);
    await listed(3);
    await hideLastCamera(await alice.offscreen(), false);
    await openSettings(alicePage);
    await listed(4);
  });

  it('are opened to be tried by a click only, and closed by leaving', async ({ alice, alicePage }) => {
    const engine = await alice.offscreen();
    expect(await openInputsIn(engine)).toEqual([]);
    await click(alicePage, 'button', 'Test camera');
    await acts.watchPicture(alicePage, 'Camera preview', 5);
    await click(alicePage, 'button', 'Test microphone');
    const meter = await find(alicePage, 'meter', 'Microphone level');
    await until('the level to move', () => meter.evaluate((element) => Number(element.getAttribute('value')) > 0.1));
    expect(await openInputsIn(engine)).toHaveLength(2);
    await click(alicePage, 'button', 'Test speaker');
    await click(alicePage, 'button', 'Back');
    await until('the devices to close', async () => (await openInputsIn(engine)).length === 0);
  });

  it('are closed when the popup closes in the middle of a try', async ({ alice, alicePage }) => {
    const engine = await alice.offscreen();
    await openSettings(alicePage);
    await click(alicePage, 'button', 'Test camera');
    await until('the camera to open', async () => (await openInputsIn(engine)).length === 1);
    await alice.closePopup();
    await until('the camera to close', async () => (await openInputsIn(engine)).length === 0);
  });

  it('are exchanged in a call without negotiating anew, and the choice is kept', async ({
    alice,
    alicePage,
    bobPage,
  }) => {
    await acts.goHome(alicePage);
    await videoCall({ page: alicePage, name: 'Alice' }, { page: bobPage, name: 'Bob' });
    await acts.watchPicture(bobPage, 'Remote video', 5);
    const agreed = await agreementsIn(await alice.offscreen());
    await openSettings(alicePage);
    for (const [name, kind] of [
      ['Camera', 'video'],
      ['Microphone', 'audio'],
    ] as const) {
      const wanted = await otherThan(alicePage, name, (await sentBy(alice, kind)) ?? '');
      await choose(alicePage, name, wanted);
      await until(`the ${name} to change`, async () => (await sentBy(alice, kind)) === wanted);
    }
    await acts.watchPicture(bobPage, 'Remote video', 5);
    await expectSameAgreements(await alice.offscreen(), agreed);
    expect(await openInputsIn(await alice.offscreen())).toHaveLength(2);
  });

  it('that are unplugged give way to others, in words', async ({ alice, alicePage, bobPage }) => {
    await acts.showCall(alicePage, 'Bob');
    await unplug(await alice.offscreen(), 'video');
    await acts.waitForCallStatus(alicePage, 'Your camera was disconnected. Now using another one.');
    await acts.watchPicture(bobPage, 'Remote video', 5);
    await acts.waitForCallStatus(alicePage, 'Connected');
  });

  it('that the system silences are on for nobody, in words, until they are heard again', async ({
    alice,
    alicePage,
    bobPage,
  }) => {
    const told = () => bobPage.$$eval('.their-mute', (all) => all.map(({ textContent }) => textContent));
    await silence(await alice.offscreen(), 'audio', true);
    await waitForText(alicePage, 'status', /Your microphone is switched off by the system or on the device itself/);
    await until(
      'the word there',
      async () => (await told())[0] === 'Alice’s microphone is switched off by their system',
    );
    await silence(await alice.offscreen(), 'audio', false);
    await until('the word to go', async () => (await told()).length === 0);
    const notices = await alicePage.$$eval('.call-notice', (all) => all.map(({ textContent }) => textContent));
    expect(notices.join()).not.toContain('microphone');
  });

  it('show oneself mirrored, not the other person, and only when wanted', async ({ alicePage, bobPage }) => {
    const flip = (page: Page, label: string) =>
      page.$eval(`video[aria-label="${label}"]`, (video) => getComputedStyle(video).transform);
    expect(await flip(alicePage, 'Self view')).toBe('matrix(-1, 0, 0, 1, 0, 0)');
    expect(await flip(bobPage, 'Remote video')).toBe('none');
    await acts.press(alicePage, 'Hide self view');
    await acts.waitUntilPictureIsGone(alicePage, 'Self view');
    await acts.watchPicture(bobPage, 'Remote video', 5);
    await acts.press(alicePage, 'Show self view');
    await acts.watchPicture(alicePage, 'Self view', 2);
    expect(await alicePage.$(aria('button', 'Hide self view'))).not.toBeNull();
  });

  it('do not wait for each other: who answers is seen while their microphone hangs', async ({
    bob,
    alicePage,
    bobPage,
  }) => {
    await acts.press(alicePage, 'Hang up');
    await acts.waitForCallStatus(bobPage, 'Call ended');
    await click(bobPage, 'button', 'Dismiss');
    await hangMicrophones(await bob.offscreen());
    await videoCall({ page: alicePage, name: 'Alice' }, { page: bobPage, name: 'Bob' });
    await acts.watchPicture(alicePage, 'Remote video', 5);
    await waitForText(bobPage, 'status', /Your microphone isn’t responding/);
    await until('the word there', async () => {
      const told = await alicePage.$$eval('.their-mute', (all) => all.map(({ textContent }) => textContent));
      return told[0] === 'Bob is here without a microphone';
    });
  });
});
