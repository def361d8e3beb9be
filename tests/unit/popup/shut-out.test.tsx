import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import type { InviteOutcome } from '#src/shared/messaging/contract.ts';
import { contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob', { presence: 'shut-out' });

async function open(outcome: InviteOutcome) {
  const asked: string[] = [];
  const invite = async (text: string): Promise<InviteOutcome> => {
    asked.push(text);
    return outcome;
  };
  await mountApp({ ...emptySnapshot, contacts: [bob] }, { answers: { invite } });
  fireEvent.click(screen.getByRole('button', { name: /no longer connected/ }));
  await screen.findByText(/no longer reaches Bob/);
  return asked;
}

afterEach(cleanup);

it('says that nothing reaches somebody who has removed us, and offers no call', async () => {
  await open({ kind: 'sent', contactId: bob.id });
  expect(screen.getByRole('button', { name: 'Voice call' }).hasAttribute('disabled')).toBe(true);
});

it('asks them again with one click, once', async () => {
  const asked = await open({ kind: 'sent', contactId: bob.id });
  fireEvent.click(screen.getByRole('button', { name: 'Send request' }));
  await screen.findByText(/Request sent/);
  expect(asked).toEqual([bob.id]);
  expect(screen.queryByRole('button', { name: 'Send request' })).toBeNull();
});

it('says why nobody was asked, and can be tried again', async () => {
  await open({ kind: 'refused', reason: 'closed' });
  fireEvent.click(screen.getByRole('button', { name: 'Send request' }));
  await screen.findByText(/invite link only/);
  expect(screen.getByRole('button', { name: 'Send request' })).toBeTruthy();
});
