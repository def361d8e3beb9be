import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallChange } from '../../fakes/surface-snapshots.ts';
import { callWith, contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob');

function createFloatingDocument() {
  const empty = document.implementation.createHTMLDocument();
  // What looks into it asks it for its window.
  Object.defineProperty(empty, 'defaultView', { value: window });
  const floating = Object.assign(new EventTarget(), {
    document: empty,
    isClosed: false,
    close() {
      floating.isClosed = true;
      floating.dispatchEvent(new Event('pagehide'));
    },
  });
  const place: unknown = floating;
  return { floating, place: place as Window, inside: within(floating.document.body) };
}

/** A call whose picture the engine cannot let float, in a surface that may. */
async function mountCall(request: (() => Promise<Window>) | undefined, change: CallChange = {}) {
  const snapshot = { ...emptySnapshot, contacts: [bob], call: callWith(bob, change) };
  const options = request === undefined ? {} : { requestFloatingDocument: request };
  const mounted = await mountApp({ ...snapshot, floatingWindow: 'unavailable' }, options);
  await screen.findByRole('region', { name: 'Call with Bob' });
  return mounted;
}

const button = () => screen.getByRole('button', { name: 'Picture in picture' });

afterEach(cleanup);

describe('a call that floats beside its surface', () => {
  const seen: CallChange = { other: { pictures: { camera: 1, screen: 1 } } };

  it('shows their screen before their face, and works like the call', async () => {
    const { place, inside } = createFloatingDocument();
    const { commands } = await mountCall(async () => place, seen);
    expect(button().getAttribute('aria-pressed')).toBe('false');
    fireEvent.click(button());
    expect(await inside.findByLabelText('Remote screen')).toBeDefined();
    expect(inside.queryByLabelText('Remote video')).toBeNull();
    fireEvent.click(inside.getByRole('button', { name: 'Mute microphone' }));
    fireEvent.click(inside.getByRole('button', { name: 'Hang up' }));
    expect(commands.log.map(([name]) => name)).toEqual(['setMicrophone', 'hangUp']);
    expect(button().getAttribute('aria-pressed')).toBe('true');
  });

  it('stays while one looks at something else here, and follows the call', async () => {
    const { floating, place, inside } = createFloatingDocument();
    const { change } = await mountCall(async () => place);
    fireEvent.click(button());
    await inside.findByRole('button', { name: 'Hang up' });
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    change({ call: callWith(bob, { phase: 'reconnecting' }) });
    expect((await inside.findByRole('status')).textContent).toBe('Reconnecting');
    expect(floating.isClosed).toBe(false);
  });

  it('goes with the call, and lets go of what it showed', async () => {
    const { floating, place, inside } = createFloatingDocument();
    const { change, attached } = await mountCall(async () => place, seen);
    const before = [...attached];
    fireEvent.click(button());
    await inside.findByLabelText('Remote screen');
    await waitFor(() => expect(attached.length).toBe(before.length + 1));
    change({ call: null });
    await waitFor(() => expect(floating.isClosed).toBe(true));
    await waitFor(() => expect(attached).toEqual([]));
  });

  it('goes by the button that opened it, and may be opened again', async () => {
    const { floating, place, inside } = createFloatingDocument();
    await mountCall(async () => place);
    fireEvent.click(button());
    await inside.findByRole('button', { name: 'Hang up' });
    fireEvent.click(button());
    expect(floating.isClosed).toBe(true);
    await waitFor(() => expect(button().getAttribute('aria-pressed')).toBe('false'));
  });

  it('is told not to come when the browser refuses it', async () => {
    await mountCall(() => Promise.reject(new DOMException('no gesture', 'NotAllowedError')));
    fireEvent.click(button());
    expect(await screen.findByText('That didn’t work. Try again in a moment.')).toBeDefined();
  });

  it('is not offered where nothing can float', async () => {
    await mountCall(undefined);
    expect(screen.queryByRole('button', { name: 'Picture in picture' })).toBeNull();
  });
});
