import { expect } from 'vitest';
import { askEngine } from '../../scripts/lib/browser/engine-requests.mjs';
import { until } from '../../scripts/lib/browser/find.mjs';
import type { Person } from '../../scripts/lib/browser/person.mjs';
import { acts } from './support/people.ts';
import { story as it } from './support/story.ts';

it.beforeAll(async ({ alice, bob }) => {
  const [alicePage, bobPage] = await Promise.all([alice.openPopup(), bob.openPopup()]);
  const [, id] = await Promise.all([acts.begin(alicePage, 'Alice'), acts.begin(bobPage, 'Bob')]);
  await bob.closePopup();
  await acts.invite(alicePage, id);
});

/** Waits for Bob's notification of that kind and presses one of its buttons, with no surface open. */
async function pressButton(bob: Person, kind: string, button: number): Promise<void> {
  const id = await until(
    `a notification of the kind ${kind}`,
    async () =>
      Object.keys(await bob.inWorker(() => chrome.notifications.getAll())).find((one) => one.startsWith(`${kind}:`)),
    { timeoutMs: 30_000 },
  );
  expect(bob.isPopupOpen()).toBe(false);
  const press = (pressed: string, at: number): void => {
    // The browser's own way to tell listeners; only its type is not public.
    (chrome.notifications.onButtonClicked as unknown as { dispatch(id: string, at: number): void }).dispatch(
      pressed,
      at,
    );
  };
  await bob.inWorker(press, id, button);
}

it('accepts a request', async ({ bob, alicePage }) => {
  await pressButton(bob, 'request', 0);
  await acts.waitUntilOnline(alicePage, 'Bob');
});

it('declines a call', async ({ bob, alicePage }) => {
  await acts.openConversation(alicePage, 'Bob');
  await acts.call(alicePage, 'Voice call');
  await pressButton(bob, 'incoming-call', 1);
  await acts.waitForCallStatus(alicePage, 'Call declined');
  expect(bob.isPopupOpen()).toBe(false);
});

it('answers a call and shows it', async ({ bob, alicePage }) => {
  await askEngine(alicePage, 'call.dismiss');
  await acts.openConversation(alicePage, 'Bob');
  await acts.call(alicePage, 'Voice call');
  await pressButton(bob, 'incoming-call', 0);
  await until('the popup', () => bob.isPopupOpen());
  const bobPage = await bob.openPopup();
  await Promise.all([alicePage, bobPage].map((page) => acts.waitForCallStatus(page, 'Connected')));
});
