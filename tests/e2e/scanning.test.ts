import type { Page } from 'puppeteer-core';
import { encode } from 'uqr';
import { describe, expect } from 'vitest';
import { writeCodeFile } from '../../scripts/lib/browser/fake-camera.mjs';
import { click, find, findMatching, isThere, until } from '../../scripts/lib/browser/find.mjs';
import { openInputsIn } from '../../scripts/lib/browser/input-devices.mjs';
import type { Person } from '../../scripts/lib/browser/person.mjs';
import { acts } from './support/people.ts';
import { story as it } from './support/story.ts';

it.beforeAll(async ({ alice, bob }) => {
  const [alicePage, bobPage] = await Promise.all([alice.openPopup(), bob.openPopup()]);
  await Promise.all([acts.begin(alicePage, 'Alice'), acts.begin(bobPage, 'Bob')]);
});

/** Points somebody's camera at a QR code, given by its rows of dark places. */
function filmCode({ cameraFile, name }: Person, rows: readonly (readonly boolean[])[]): void {
  if (cameraFile === null) throw new Error(`${name} has no camera of ours`);
  writeCodeFile(cameraFile, rows);
}

/** Points somebody's camera at the QR code that is on a screen. */
async function film(person: Person, page: Page, name: string): Promise<void> {
  const drawing = await (await find(page, 'image', name)).evaluate((code) => ({
    size: Number(code.getAttribute('viewBox')?.split(' ')[2]),
    path: code.querySelector('path')?.getAttribute('d') ?? '',
  }));
  const dark = new Set([...drawing.path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`));
  expect(dark.size).toBeGreaterThan(100);
  const places = [...Array(drawing.size).keys()];
  filmCode(
    person,
    places.map((y) => places.map((x) => dark.has(`${x} ${y}`))),
  );
}

async function openSafetyNumber(page: Page, name: string): Promise<void> {
  await acts.openConversation(page, name);
  await click(page, 'button', 'More');
  await click(page, 'menuitem', 'Safety number');
}

async function untilCameraIsClosed(person: Person): Promise<void> {
  const engine = await person.offscreen();
  await until('the camera to be closed', async () => (await openInputsIn(engine)).length === 0);
}

describe('scanning', { timeout: 90_000 }, () => {
  it('adds a contact who is verified from the first moment', async ({ alice, alicePage, bobPage }) => {
    await click(bobPage, 'button', 'My ID');
    await film(alice, bobPage, 'QR code of my invite link');
    await click(alicePage, 'button', 'Add contact');
    await click(alicePage, 'button', 'Scan QR code');
    await acts.accept(bobPage, 'Alice');
    await acts.waitUntilOnline(alicePage, 'Bob');
    await acts.findContact(alicePage, 'Bob', 'verified');
    await untilCameraIsClosed(alice);
  });

  it('refuses a code that is no safety number, and marks nobody', async ({ alice, alicePage }) => {
    await openSafetyNumber(alicePage, 'Bob');
    await click(alicePage, 'button', 'Remove verification');
    await find(alicePage, 'button', 'Mark as verified');
    await click(alicePage, 'button', 'Scan their code');
    await findMatching(alicePage, 'alert', { text: /isn’t a Beeline safety number/ }, { timeoutMs: 20_000 });
    expect(await isThere(alicePage, 'button', 'Mark as verified')).toBe(true);
    await untilCameraIsClosed(alice);
  });

  it('warns of the safety number of another chat, and marks nobody', async ({ alice, alicePage }) => {
    filmCode(alice, encode('1'.repeat(60), { ecc: 'M', border: 2 }).data);
    await click(alicePage, 'button', 'Scan their code');
    await findMatching(alicePage, 'alert', { text: /isn’t the code for your chat with Bob/ }, { timeoutMs: 20_000 });
    expect(await isThere(alicePage, 'button', 'Mark as verified')).toBe(true);
    await untilCameraIsClosed(alice);
  });

  it('verifies when both see the same code', async ({ alice, alicePage, bobPage }) => {
    await openSafetyNumber(bobPage, 'Alice');
    await film(alice, bobPage, 'QR code of the safety number');
    await click(alicePage, 'button', 'Scan their code');
    await findMatching(alicePage, 'alert', { text: /codes match/ }, { timeoutMs: 20_000 });
    await findMatching(alicePage, 'status', { text: /^Verified on/ });
    await untilCameraIsClosed(alice);
  });
});
