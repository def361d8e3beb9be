import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallChange } from '../../fakes/surface-snapshots.ts';
import { callWith, contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob');
const snapshot = { ...emptySnapshot, contacts: [bob] };
const ringing = callWith(bob, { direction: 'incoming', phase: 'incoming', connectedAtMs: null });

async function mountCall(change: CallChange) {
  return await mountApp({ ...snapshot, call: callWith(bob, change) });
}

afterEach(cleanup);

describe('incoming call', () => {
  it('takes the focus to itself and not to a button, and gives it back', async () => {
    const { change } = await mountApp(snapshot);
    const opener = screen.getByRole('button', { name: 'Settings' });
    opener.focus();
    change({ call: ringing });
    const dialog = await screen.findByRole('alertdialog', { name: 'Incoming call from Bob' });
    await waitFor(() => expect(document.activeElement).toBe(dialog));
    change({ call: null });
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect(document.activeElement).toBe(opener);
  });

  it.each([
    ['Answer', ['answer', false]],
    ['Answer with video', ['answer', true]],
    ['Decline', ['declineCall']],
  ])('%s does what it says', async (name, order) => {
    const { commands } = await mountApp({ ...snapshot, call: ringing });
    fireEvent.click(await screen.findByRole('button', { name }));
    expect(commands.log.map(([command, input]) => (typeof input === 'boolean' ? [command, input] : [command]))).toEqual(
      [order],
    );
  });
});

describe('call', () => {
  it('is shown by itself once, and leaves a way back when another view is opened', async () => {
    const { change } = await mountApp(snapshot);
    change({ call: callWith(bob, { phase: 'calling' }) });
    await screen.findByRole('region', { name: 'Call with Bob' });
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    const back = await screen.findByRole('button', { name: 'Return to call' });
    change({ call: callWith(bob, { phase: 'connected' }) });
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Call with Bob' })).toBeNull());
    fireEvent.click(back);
    await screen.findByRole('region', { name: 'Call with Bob' });
  });

  it('gives the focus back to the button that started it', async () => {
    const { change } = await mountApp(snapshot);
    fireEvent.click(screen.getByRole('button', { name: /^Bob/ }));
    const button = await screen.findByRole('button', { name: 'Video call' });
    button.focus();
    fireEvent.click(button);
    change({ call: callWith(bob, { phase: 'calling' }) });
    await screen.findByRole('region', { name: 'Call with Bob' });
    change({ call: null });
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Video call'));
  });

  it('attaches each picture that the registry has, and again when its number changes', async () => {
    const { change, attached } = await mountCall({
      self: { pictures: { camera: 1, screen: 0 } },
      other: { pictures: { camera: 1, screen: 0 } },
    });
    await waitFor(() => expect([...attached].sort()).toEqual([`${bob.id}:camera`, 'self:camera'].sort()));
    const before = screen.getByLabelText('Remote video');
    change({ call: callWith(bob, { other: { pictures: { camera: 2, screen: 3 } } }) });
    await waitFor(() => expect([...attached].sort()).toEqual([`${bob.id}:camera`, `${bob.id}:screen`]));
    expect(screen.getByLabelText('Remote video')).toBe(before);
  });

  it('orders the opposite of what is on', async () => {
    const { commands } = await mountCall({ self: { microphone: 'on', camera: 'off', screen: 'on' } });
    for (const name of ['Mute microphone', 'Turn camera on', 'Stop sharing']) {
      fireEvent.click(await screen.findByRole('button', { name }));
    }
    expect(commands.log.slice(0, 3)).toEqual([['offerPage'], ['setMicrophone', false], ['setCamera', true]]);
    expect(commands.log[3]?.[0]).toBe('stopSharing');
  });

  it('floats above other windows by one click, and comes down by another', async () => {
    const { change, commands } = await mountCall({});
    const button = await screen.findByRole('button', { name: 'Picture in picture' });
    expect(button.getAttribute('aria-pressed')).toBe('false');
    fireEvent.click(button);
    change({ floatingWindow: 'open' });
    await waitFor(() => expect(button.getAttribute('aria-pressed')).toBe('true'));
    fireEvent.click(button);
    expect(commands.log.map(([name]) => name)).toEqual(['openFloatingWindow', 'closeFloatingWindow']);
  });

  it('offers no floating window where the browser has none', async () => {
    await mountApp({ ...snapshot, floatingWindow: 'unavailable', call: callWith(bob) });
    await screen.findByRole('button', { name: 'Hang up' });
    expect(screen.queryByRole('button', { name: 'Picture in picture' })).toBeNull();
  });

  it('says how long it waits for a connection, until there is one again', async () => {
    const { change } = await mountCall({ phase: 'reconnecting', heldUntilMs: Date.now() + 52_900 });
    expect(screen.getByText('Reconnecting').getAttribute('role')).toBe('status');
    expect(screen.getByRole('timer').textContent).toMatch(/^ends in 0:5\d$/);
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect((await screen.findByRole('timer')).textContent).toMatch(/^ends in 0:5\d$/);
    change({ call: callWith(bob, { connectedAtMs: Date.now() - 7_000 }) });
    await waitFor(() => expect(screen.getByRole('timer').textContent).toMatch(/^0:[01]\d$/));
  });

  it('tells why it failed and tries again with the same picture', async () => {
    const { change, commands } = await mountCall({ phase: 'calling', video: true });
    await screen.findByRole('region', { name: 'Call with Bob' });
    change({ call: callWith(bob, { phase: 'ended', ending: 'not-reachable', video: true }) });
    await waitFor(() =>
      expect(
        screen
          .getAllByRole('status')
          .map((one) => one.textContent)
          .join(),
      ).toMatch(/Couldn’t reach them/),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(commands.log.at(-1)).toEqual(['startCall', bob.id, true]);
  });

  it('goes back to where one was when it is dismissed', async () => {
    const { change } = await mountApp(snapshot);
    fireEvent.click(screen.getByRole('button', { name: /^Bob/ }));
    await screen.findByRole('textbox', { name: 'Message' });
    change({ call: callWith(bob, { phase: 'calling' }) });
    await screen.findByRole('region', { name: 'Call with Bob' });
    change({ call: null });
    await screen.findByRole('textbox', { name: 'Message' });
  });
});
