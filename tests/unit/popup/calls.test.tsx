import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { PastCallView } from '#src/shared/snapshot.ts';
import { callWith, contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob');
const carol = contactNamed('Carol');
const note = { kind: 'call', mine: false, video: true, atMs: 5, durationMs: 0 } as const;
const calls: readonly PastCallView[] = [
  { ...note, id: '3', contactId: bob.id, ending: 'cancelled-there' },
  { ...note, id: '2', contactId: carol.id, ending: 'hung-up-here', durationMs: 65_000, mine: true, video: false },
  { ...note, id: '1', contactId: 'SOMEBODY GONE', ending: 'missed' },
];

async function openCalls(change: Partial<typeof emptySnapshot> = {}) {
  const answers = { listCalls: async () => calls };
  const app = await mountApp({ ...emptySnapshot, contacts: [bob, carol], ...change }, { answers });
  fireEvent.click(screen.getByRole('button', { name: 'Calls' }));
  const list = await screen.findByRole('list', { name: 'Calls' });
  return { ...app, rows: () => within(list).getAllByRole('listitem') };
}

afterEach(cleanup);

describe('a missed call', () => {
  it('marks its contact for eyes and ears until it was seen, and gives way to a newer message', async () => {
    const missedCalls = { count: 1, atMs: 5 };
    const { change } = await mountApp({ ...emptySnapshot, contacts: [{ ...bob, unread: 1, missedCalls }] });
    const row = () => screen.getByRole('button', { name: /^Bob.*online, 1 missed call, 1 unread message/ });
    expect(row().querySelector('.badge')?.textContent).toBe('2');
    expect(within(row()).getByText('Missed call')).toBeTruthy();
    const lastMessage = { text: 'call me', mine: false, atMs: 9 };
    change({ contacts: [{ ...bob, unread: 2, missedCalls, lastMessage }] });
    await waitFor(() => expect(screen.getByText('call me')).toBeTruthy());
    change({ contacts: [bob] });
    await waitFor(() => expect(screen.queryByRole('button', { name: /missed call/ })).toBeNull());
  });

  it('is one to whoever did not answer, also when the caller gave up', async () => {
    const { model, showEntries } = await mountApp({ ...emptySnapshot, contacts: [bob] });
    model.navigation.open({ name: 'conversation', contactId: bob.id });
    showEntries(bob.id, [{ ...note, id: '1', ending: 'cancelled-there' }]);
    expect(await screen.findByText(/^Missed call/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Call back' })).toBeTruthy();
  });
});

describe('the list of calls', () => {
  it('tells whom each was with and how it went, and leads to the conversation', async () => {
    const { rows } = await openCalls();
    expect(rows().map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/Bob.*Video call · Missed call/),
      expect.stringMatching(/Carol.*Voice call · 1:05/),
    ]);
    fireEvent.click(screen.getByRole('button', { name: /^Carol/ }));
    expect(await screen.findByRole('heading', { name: 'Carol' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(await screen.findByRole('list', { name: 'Calls' })).toBeTruthy();
  });

  it('calls as it was called, and nobody while there is a call', async () => {
    const { commands, change } = await openCalls();
    fireEvent.pointerDown(screen.getByRole('button', { name: 'Call Bob' }));
    expect(commands.log.at(-1)).toEqual(['prepareCall', bob.id]);
    fireEvent.click(screen.getByRole('button', { name: 'Call Bob' }));
    expect(commands.log).toContainEqual(['startCall', bob.id, true]);
    change({ call: callWith(bob, { direction: 'incoming', phase: 'ended', ending: 'missed' }) });
    expect(screen.getByRole('button', { name: 'Call Bob' })).toHaveProperty('disabled', false);
    change({ call: callWith(carol, { phase: 'incoming', direction: 'incoming' }) });
    await waitFor(() => expect(screen.getByText('Carol', { selector: 'h2' })).toBeTruthy());
    expect(screen.getByRole('button', { name: 'Call Bob', hidden: true })).toHaveProperty('disabled', true);
  });

  it('has the newest call as soon as it was made', async () => {
    let found: readonly PastCallView[] = [];
    const { change } = await mountApp(
      { ...emptySnapshot, contacts: [bob] },
      { answers: { listCalls: async () => found } },
    );
    fireEvent.click(screen.getByRole('button', { name: 'Calls' }));
    await screen.findByText(/^No calls yet/);
    found = calls.slice(0, 1);
    change({ contacts: [{ ...bob, lastCallAtMs: 5 }] });
    expect(await screen.findByRole('list', { name: 'Calls' })).toBeTruthy();
  });
});
