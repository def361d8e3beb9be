import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallNoteView, CallView } from '#src/shared/snapshot.ts';
import type { CallChange } from '../../fakes/surface-snapshots.ts';
import { callWith, contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob');
const nour = contactNamed('Nour', { presence: 'request-sent' });
const snapshot = { ...emptySnapshot, contacts: [bob, nour] };

function shareWith(change: CallChange): CallView {
  return callWith(bob, {
    shareOnly: true,
    video: false,
    self: { microphone: 'none', camera: 'off', screen: 'on' },
    other: { microphone: false, camera: false, screen: false },
    ...change,
  });
}

/** What is over was there before, and was looked at. */
async function mountShare(change: CallChange) {
  const isOver = change.phase === 'ended';
  const app = await mountApp({ ...snapshot, call: shareWith(isOver ? { ...change, phase: 'connected' } : change) });
  if (isOver) {
    await screen.findByRole('region', { name: 'Screen share with Bob' });
    app.change({ call: shareWith(change) });
  }
  return app;
}

function statusWords(): string {
  return screen
    .getAllByRole('status')
    .map((one) => one.textContent)
    .join();
}

afterEach(cleanup);

describe('the button in the conversation', () => {
  it('asks for a share with that contact, and gets the focus back when nothing came of it', async () => {
    const { commands, change } = await mountApp(snapshot);
    fireEvent.click(screen.getByRole('button', { name: /^Bob/ }));
    const button = await screen.findByRole('button', { name: 'Share screen' });
    button.focus();
    fireEvent.click(button);
    expect(commands.log.at(-1)).toEqual(['offerScreen', bob.id]);
    change({ call: shareWith({ phase: 'calling' }) });
    await screen.findByRole('region', { name: 'Screen share with Bob' });
    change({ call: null });
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Share screen'));
  });

  it('is of no use in a call, or with somebody who is no contact yet', async () => {
    const { change } = await mountApp(snapshot);
    fireEvent.click(screen.getByRole('button', { name: /^Nour/ }));
    const early = await screen.findByRole('button', { name: 'Share screen' });
    expect(early.hasAttribute('disabled')).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    fireEvent.click(await screen.findByRole('button', { name: /^Bob/ }));
    change({ call: callWith(bob) });
    const call = await screen.findByRole('region', { name: 'Call with Bob' });
    fireEvent.click(within(call).getByRole('button', { name: 'Back' }));
    const button = await screen.findByRole('button', { name: 'Share screen' });
    expect(button.hasAttribute('disabled')).toBe(true);
  });
});

describe('somebody who wants to show a screen', () => {
  it('asks in those words, without an answer by voice or video', async () => {
    await mountShare({ direction: 'incoming', phase: 'incoming' });
    await screen.findByRole('alertdialog', { name: 'Bob wants to show you their screen' });
    expect(screen.queryByRole('button', { name: /Answer/ })).toBeNull();
  });

  it.each([
    ['Watch', ['answer', false]],
    ['Decline', ['declineCall']],
  ])('is answered by %s', async (name, order) => {
    const { commands } = await mountShare({ direction: 'incoming', phase: 'incoming' });
    fireEvent.click(await screen.findByRole('button', { name }));
    expect(commands.log.map(([command, ...input]) => [command, ...input.filter((one) => one === false)])).toEqual([
      order,
    ]);
  });
});

describe('a share without a call', () => {
  it.each<[string, CallChange]>([
    ['Asking them to watch', { phase: 'calling' }],
    ['Waiting for their answer', { phase: 'ringing' }],
    ['Sharing your screen', { phase: 'connected' }],
    ['Watching their screen', { phase: 'connected', direction: 'incoming' }],
    ['Reconnecting', { phase: 'reconnecting', direction: 'incoming' }],
    ['Connecting', { phase: 'connecting' }],
    ['Screen share ended', { phase: 'ended', ending: 'hung-up-here' }],
    ['They stopped watching', { phase: 'ended', ending: 'hung-up-there' }],
    ['They declined', { phase: 'ended', ending: 'declined-there' }],
    ['No answer', { phase: 'ended', ending: 'no-answer' }],
    [
      'Your system doesn’t let this browser share the screen. Allow screen recording in the system settings.',
      { phase: 'ended', ending: 'permission-refused' },
    ],
  ])('says %s', async (words, change) => {
    await mountShare(change);
    await waitFor(() => expect(statusWords()).toContain(words));
    expect(screen.getByRole('region', { name: 'Screen share with Bob' })).toBeTruthy();
  });

  it('tells whoever watched that it is over, also when they are elsewhere by then', async () => {
    await mountApp({
      ...snapshot,
      call: shareWith({ direction: 'incoming', phase: 'ended', ending: 'hung-up-there' }),
    });
    await screen.findByRole('complementary', { name: 'Screen share with Bob' });
    expect(statusWords()).toContain('They stopped sharing');
  });

  it('has a way back to it by its own name', async () => {
    await mountShare({ direction: 'incoming' });
    fireEvent.click(await screen.findByRole('button', { name: 'Back' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Return to screen share' }));
    await screen.findByRole('region', { name: 'Screen share with Bob' });
  });

  it('says that somebody is muted only to whoever speaks', async () => {
    const { change } = await mountShare({});
    await screen.findByRole('button', { name: 'Stop sharing' });
    expect(screen.queryByText('Bob is muted')).toBeNull();
    change({ call: shareWith({ self: { microphone: 'on', camera: 'off', screen: 'on' } }) });
    await screen.findByText('Bob is muted');
  });

  it('that the system refused leads to the picker again, not to the page for microphone and camera', async () => {
    const { commands } = await mountShare({ phase: 'ended', ending: 'permission-refused' });
    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(commands.log.at(-1)).toEqual(['offerScreen', bob.id]);
    expect(screen.queryByRole('button', { name: 'Open the permission page' })).toBeNull();
  });

  it('is tried again by the picker, and only by whoever has something to show', async () => {
    const { change, commands } = await mountShare({ phase: 'ended', ending: 'connection-lost' });
    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));
    expect(commands.log.at(-1)).toEqual(['offerScreen', bob.id]);
    change({ call: shareWith({ phase: 'ended', direction: 'incoming', ending: 'connection-lost' }) });
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull());
  });
});

describe('a share in the log', () => {
  const note: CallNoteView = {
    kind: 'call',
    id: 'n',
    mine: false,
    video: false,
    share: true,
    ending: 'hung-up-there',
    atMs: Date.now(),
    durationMs: 192_000,
  };

  async function notesOf(...notes: readonly Partial<CallNoteView>[]): Promise<readonly (string | null)[]> {
    const { showEntries } = await mountApp(snapshot);
    fireEvent.click(screen.getByRole('button', { name: /^Bob/ }));
    await screen.findByRole('textbox', { name: 'Message' });
    showEntries(
      bob.id,
      notes.map((change, index) => ({ ...note, id: `n${index}`, ...change })),
    );
    const shown = await screen.findAllByText('Screen share');
    return shown.map(({ nextElementSibling }) => nextElementSibling?.textContent?.replace(/ · .*/, '') ?? null);
  }

  it('is told by its length, or by why it did not come about', async () => {
    expect(
      await notesOf(
        {},
        { ending: 'missed', durationMs: 0 },
        { ending: 'cancelled-there', durationMs: 0 },
        { ending: 'declined-here', durationMs: 0 },
        { mine: true, ending: 'declined-there', durationMs: 0 },
        { mine: true, ending: 'busy', durationMs: 0 },
        { mine: true, ending: 'cancelled-here', durationMs: 0 },
      ),
    ).toEqual([
      '3:12',
      'Missed',
      'They cancelled',
      'You declined',
      'They declined',
      'Busy on another call',
      'Cancelled',
    ]);
  });

  it('offers no call back, for there was no call', async () => {
    await notesOf({ ending: 'missed', durationMs: 0 });
    expect(screen.queryByRole('button', { name: 'Call back' })).toBeNull();
  });
});
