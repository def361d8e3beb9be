import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import type { InviteOutcome } from '#src/shared/messaging/contract.ts';
import type { PastCallView } from '#src/shared/snapshot.ts';
import { contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob', { presence: 'shut-out' });
const missed: PastCallView = {
  kind: 'call',
  id: '1',
  contactId: bob.id,
  mine: false,
  video: true,
  ending: 'missed',
  atMs: 5,
  durationMs: 0,
};

async function open(outcome: InviteOutcome) {
  const asked: string[] = [];
  const invite = async (text: string): Promise<InviteOutcome> => {
    asked.push(text);
    return outcome;
  };
  const app = await mountApp(
    { ...emptySnapshot, contacts: [bob] },
    { answers: { invite, listCalls: async () => [missed] } },
  );
  fireEvent.click(screen.getByRole('button', { name: /no longer connected/ }));
  await screen.findByText(/no longer reach Bob/);
  return { ...app, asked };
}

afterEach(cleanup);

it('says that nothing reaches somebody who has removed us, and offers nothing that would', async () => {
  const { showEntries } = await open({ kind: 'sent', contactId: bob.id });
  showEntries(bob.id, [missed]);
  await screen.findByRole('button', { name: 'Call back' });
  for (const name of ['Voice call', 'Video call', 'Share screen', 'Play', 'Call back']) {
    expect(screen.getByRole('button', { name })).toHaveProperty('disabled', true);
  }
  fireEvent.click(screen.getByRole('button', { name: 'Back' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Calls' }));
  expect(await screen.findByRole('button', { name: 'Call Bob' })).toHaveProperty('disabled', true);
});

it('asks them again with one click, once', async () => {
  const { asked } = await open({ kind: 'sent', contactId: bob.id });
  fireEvent.click(screen.getByRole('button', { name: 'Send request' }));
  await screen.findByText(/Request sent/);
  expect(asked).toEqual([bob.id]);
  expect(screen.queryByRole('button', { name: 'Send request' })).toBeNull();
});

it('says why nobody was asked, and can be tried again', async () => {
  await open({ kind: 'refused', reason: 'closed' });
  fireEvent.click(screen.getByRole('button', { name: 'Send request' }));
  await screen.findByText(/only take requests by invite link/);
  expect(screen.getByRole('button', { name: 'Send request' })).toBeTruthy();
});
