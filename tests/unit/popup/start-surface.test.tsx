import { act, cleanup, fireEvent, screen } from '@testing-library/preact';
import { render } from 'preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { preloadScreens } from '#src/popup/later.tsx';
import { startSurface } from '#src/popup/start-surface.tsx';
import { createFakeSurfaceHost } from '../../fakes/fake-surface-host.ts';
import { contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';

const bob = contactNamed('Bob');
const snapshot = { ...emptySnapshot, contacts: [bob] };
let root = document.createElement('div');

beforeAll(async () => void (await preloadScreens()));

beforeEach(() => {
  root = document.createElement('div');
  root.id = 'app';
  document.body.append(root);
});

afterEach(() => {
  cleanup();
  render(null, root);
  root.remove();
  localStorage.clear();
});

async function start(fake: ReturnType<typeof createFakeSurfaceHost>): Promise<void> {
  await act(() => startSurface(fake.host));
  await act(() => fake.sendSnapshot(snapshot));
}

describe('the app on a host that is no extension', () => {
  it('shows what the engine sends, and tells it what is on screen', async () => {
    const fake = createFakeSurfaceHost();
    await start(fake);
    fireEvent.click(screen.getByRole('button', { name: /Bob/ }));
    expect(fake.watched.at(-1)).toEqual({ kind: 'watch', contactId: bob.id, visible: true });
  });

  it('has nobody before its eyes while another window has the focus', async () => {
    const fake = createFakeSurfaceHost();
    await start(fake);
    fireEvent.click(screen.getByRole('button', { name: /Bob/ }));
    const seen = () => fake.watched.at(-1);
    fake.focus.set(false);
    expect(seen()).toEqual({ kind: 'watch', contactId: bob.id, visible: false });
    fake.focus.set(true);
    expect(seen()).toEqual({ kind: 'watch', contactId: bob.id, visible: true });
  });

  it('comes to the front, on the conversation that is wanted', async () => {
    const fake = createFakeSurfaceHost();
    await start(fake);
    const place = { name: 'conversation', contactId: bob.id };
    await act(() => fake.say({ kind: 'come-forward', number: 1, place }));
    expect(await screen.findByRole('heading', { name: 'Bob' })).toBeDefined();
    await act(() => fake.say({ kind: 'come-forward', number: 2, place: null }));
    expect(screen.getByRole('heading', { name: 'Bob' })).toBeDefined();
    expect(fake.cameForward()).toBe(2);
  });

  it('follows what is written in another surface, and clears what was sent there', async () => {
    const fake = createFakeSurfaceHost();
    await start(fake);
    fireEvent.click(screen.getByRole('button', { name: /Bob/ }));
    const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
    fireEvent.input(box, { target: { value: 'older' } });
    const writeElsewhere = (text: string) =>
      act(() => {
        if (text === '') localStorage.removeItem(`draft:${bob.id}`);
        else localStorage.setItem(`draft:${bob.id}`, text);
        window.dispatchEvent(new StorageEvent('storage', { key: `draft:${bob.id}` }));
      });
    await writeElsewhere('newer');
    expect(box.value).toBe('newer');
    await writeElsewhere('');
    expect(box.value).toBe('');
  });

  it('paints the contacts of the last time before the engine has answered', async () => {
    await start(createFakeSurfaceHost());
    render(null, root);
    const fake = createFakeSurfaceHost();
    await act(() => startSurface(fake.host));
    expect(screen.getByRole('button', { name: /Bob/ })).toBeDefined();
    await act(() => fake.sendSnapshot(snapshot));
  });

  it.each([
    ['storage', /can’t open its data/],
    ['no-service', /no service to connect people/],
    ['unknown', /Restart Beeline/],
  ] as const)('says why there is no engine instead of showing the last time for ever: %s', async (cause, sentence) => {
    await start(createFakeSurfaceHost());
    render(null, root);
    const fake = createFakeSurfaceHost();
    await act(() => startSurface(fake.host));
    await act(() => fake.sendFailure(cause));
    expect(screen.getByRole('alert').textContent).toMatch(sentence);
    expect(screen.queryByRole('button', { name: /Bob/ })).toBeNull();
    await act(() => fake.sendSnapshot(snapshot));
    expect(screen.getByRole('button', { name: /Bob/ })).toBeDefined();
  });

  it('begins anew by its host when there is no engine to ask', async () => {
    const fake = createFakeSurfaceHost();
    await act(() => startSurface(fake.host));
    await act(() => fake.sendFailure('storage'));
    fireEvent.click(screen.getByRole('button', { name: 'Restart Beeline' }));
    expect(fake.requests).toEqual(['restart']);
  });

  it('brings what a person asks for to the engine', async () => {
    const fake = createFakeSurfaceHost();
    await start(fake);
    fireEvent.click(screen.getByRole('button', { name: /Bob/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'Voice call' }));
    expect(fake.requests).toEqual([{ to: 'engine', name: 'call.start', args: [{ contactId: bob.id, video: false }] }]);
  });

  it('says so when nobody was there to carry it out', async () => {
    const fake = createFakeSurfaceHost(() => undefined);
    await start(fake);
    fireEvent.click(screen.getByRole('button', { name: /Bob/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'Voice call' }));
    expect(await screen.findByText('That didn’t work. Try again in a moment.')).toBeDefined();
  });

  it.each([
    ['gone', /request was withdrawn/],
    ['offline', /You’re offline/],
    ['unreachable', /service isn’t responding/],
  ])('says why a request could not be accepted: %s', async (reason, words) => {
    const fake = createFakeSurfaceHost(() => ({ ok: true, value: { kind: 'refused', reason } }));
    await act(() => startSurface(fake.host));
    await act(() => fake.sendSnapshot({ ...snapshot, requests: [{ id: 'ASKER', name: 'Mallory', atMs: 0 }] }));
    fireEvent.click(screen.getByRole('button', { name: 'Accept' }));
    expect(await screen.findByText(words)).toBeDefined();
  });

  it('offers nothing that this host cannot do', async () => {
    await start(createFakeSurfaceHost());
    expect(screen.queryByRole('button', { name: 'Open in side panel' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Open in window' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    await screen.findByText('Privacy');
    expect(screen.queryByText('Keyboard shortcuts')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    fireEvent.click(screen.getByRole('button', { name: /Bob/ }));
    await screen.findByRole('button', { name: 'Voice call' });
    expect(screen.queryByRole('button', { name: 'Share screen' })).toBeNull();
  });

  it('shows no time of yesterday as if it were of today once midnight has passed', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: new Date(2026, 5, 10, 23, 59) });
    try {
      const fake = createFakeSurfaceHost();
      const before = { text: 'hello', mine: false, atMs: Date.now() };
      await act(() => startSurface(fake.host));
      await act(() => fake.sendSnapshot({ ...snapshot, contacts: [{ ...bob, lastMessage: before }] }));
      expect(screen.getByText('11:59 PM')).toBeDefined();
      await act(() => void vi.advanceTimersByTime(60_000));
      expect(await screen.findByText('Wed')).toBeDefined();
    } finally {
      vi.useRealTimers();
    }
  });
});
