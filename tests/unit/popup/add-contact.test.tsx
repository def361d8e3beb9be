import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { InviteOutcome } from '#src/shared/messaging/contract.ts';
import { contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob');

async function invite(outcome: InviteOutcome | Promise<InviteOutcome>, text = '7k3m 9qxa') {
  const app = await mountApp({ ...emptySnapshot, contacts: [bob] }, { answers: { invite: async () => outcome } });
  fireEvent.click(screen.getByRole('button', { name: 'Add contact' }));
  const box = await screen.findByRole('textbox', { name: 'Contact ID or invite link' });
  fireEvent.input(box, { target: { value: text } });
  const button = screen.getByRole('button', { name: 'Send request' });
  await waitFor(() => expect(button.hasAttribute('disabled')).toBe(false));
  fireEvent.click(button);
  return { ...app, box };
}

afterEach(cleanup);

describe('adding a contact', () => {
  it.each([
    ['typo', /typo/],
    ['own-id', /your own ID/],
    ['unknown-id', /Nobody is using this ID yet/],
    ['wrong-card', /doesn’t match it/],
    ['closed', /only take requests by invite link/],
    ['too-soon', /Wait a little/],
    ['offline', /offline/],
    ['unreachable', /isn’t responding/],
    ['not-ready', /still starting/],
  ] as const)('says in an alert what is wrong (%s) and keeps what was typed', async (reason, words) => {
    const { box } = await invite({ kind: 'refused', reason });
    expect((await screen.findByRole('alert')).textContent).toMatch(words);
    expect(box instanceof HTMLTextAreaElement && box.value).toBe('7k3m 9qxa');
  });

  it.each([
    ['typo', 'beeline:650N-J9JK-B2BS-68W4-C9JE#0011 2233', /changed on the way: something/],
    ['closed', 'beeline:650N-J9JK-B2BS-68W4-C9JE', /changed on the way: something/],
    ['closed', '650N-J9JK-B2BS-68W4-C9JE\n#00112233445566778899aabbccddeeff', /changed on the way: something/],
    ['typo', 'beeline:650N-J9JK-B2BS-68W4-C9JX#00112233445566778899aabbccddeeff', /changed on the way: something/],
    ['closed', 'beeline:650N-J9JK-B2BS-68W4-C9JE#00112233445566778899aabbccddeeff', /wasn’t accepted/],
    ['closed', '650N-J9JK-B2BS-68W4-C9JE', /ask them for their current link/],
    ['unknown-id', 'beeline:650N-J9JK-B2BS-68W4-C9JE', /Nobody is using this ID yet/],
  ] as const)('asks for no link that was just pasted (%s, %s)', async (reason, text, words) => {
    await invite({ kind: 'refused', reason }, text);
    expect((await screen.findByRole('alert')).textContent).toMatch(words);
  });

  it('opens the conversation when they are a contact already', async () => {
    await invite({ kind: 'already-contact', contactId: bob.id });
    await screen.findByRole('heading', { name: 'Bob' });
    await screen.findByRole('textbox', { name: 'Message' });
  });

  it('returns home and says that the request is on its way', async () => {
    const { model } = await invite({ kind: 'sent', contactId: 'NEW' });
    await screen.findByRole('list', { name: 'Contacts' });
    expect(model.drafts.read('add-contact')).toBe('');
    await screen.findByText(/^Request sent/);
  });

  it('leaves who went elsewhere meanwhile where they are', async () => {
    let answer = (_: InviteOutcome): void => undefined;
    const answered = new Promise<InviteOutcome>((resolve) => {
      answer = resolve;
    });
    const { model } = await invite(answered);
    model.navigation.replace({ name: 'conversation', contactId: bob.id });
    await act(async () => answer({ kind: 'sent', contactId: 'NEW' }));
    expect(model.navigation.place.get().view.name).toBe('conversation');
  });
});
