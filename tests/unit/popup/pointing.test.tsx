import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import type { PointingView } from '#src/shared/pointing-view.ts';
import { createFakePort } from '../../fakes/fake-port.ts';
import { callWith, contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob');
const snapshot = { ...emptySnapshot, contacts: [bob] };
const nothing: PointingView = { contactId: bob.id, onTheirs: null, onMine: null };
const watching = callWith(bob, { other: { screen: true, pictures: { camera: 0, screen: 1 } } });
const sharing = callWith(bob, {
  self: {
    screen: 'on',
    pictures: { camera: 0, screen: 1 },
    share: { paused: null, mode: 'text', source: 'tab', page: null },
  },
});

async function mountWatching(onTheirs: PointingView['onTheirs']) {
  const app = await mountApp({ ...snapshot, call: watching, pointing: { ...nothing, onTheirs } });
  await screen.findByRole('region', { name: 'Call with Bob' });
  return { ...app, acts: () => app.commands.log.filter(([name]) => name === 'point').map((entry) => entry[1]) };
}

/** The document of the tests lays nothing out: a picture of 16:9 as wide as the popup, with bars above and below. */
function layOut(surface: HTMLElement): void {
  const video = screen.getByLabelText('Remote screen');
  Object.defineProperties(video, { videoWidth: { value: 1_280 }, videoHeight: { value: 720 } });
  surface.getBoundingClientRect = () => new DOMRect(0, 100, 400, 425);
  surface.setPointerCapture = () => undefined;
}

async function takeUp(): Promise<HTMLElement> {
  fireEvent.click(screen.getByRole('button', { name: 'Point and draw', pressed: false }));
  const surface = await screen.findByRole('application', { name: 'Point at the screen of Bob' });
  layOut(surface);
  return surface;
}

afterEach(cleanup);

describe('who watches a share', () => {
  it('points where the mouse is on the picture, whatever is beside it', async () => {
    const { acts } = await mountWatching('allowed');
    const surface = await takeUp();
    expect(document.activeElement).toBe(surface);
    fireEvent.pointerMove(surface, { clientX: 100, clientY: 100 + 100 + 225 / 2 });
    fireEvent.pointerMove(surface, { clientX: 100, clientY: 110 });
    expect(acts()).toEqual([{ kind: 'moved', at: [0.25, 0.5] }, { kind: 'left' }]);
  });

  it('begins the next call with nothing in hand', async () => {
    const { change } = await mountWatching('allowed');
    await takeUp();
    await act(() => change({ call: { ...watching, callId: 'another' } }));
    await screen.findByRole('button', { name: 'Point and draw', pressed: false });
  });

  it('draws with the pen, for good if they choose so, and wipes by button and by key', async () => {
    const { acts } = await mountWatching('allowed');
    const surface = await takeUp();
    fireEvent.click(screen.getByRole('button', { name: 'Pen', pressed: false }));
    fireEvent.click(screen.getByRole('button', { name: 'Keep until wiped', pressed: false }));
    fireEvent.pointerDown(surface, { button: 0, clientX: 200, clientY: 312.5 });
    fireEvent.pointerUp(surface, { button: 0, clientX: 200, clientY: 312.5 });
    fireEvent.click(screen.getByRole('button', { name: 'Wipe drawing' }));
    fireEvent.keyDown(surface, { key: 'Delete' });
    expect(acts()).toEqual([
      { kind: 'drew', at: [0.5, 0.5], stays: true },
      { kind: 'lifted' },
      { kind: 'wiped', picture: 'theirs' },
      { kind: 'wiped', picture: 'theirs' },
    ]);
  });

  it('clicks without the pen, and points nowhere when the finger is lifted', async () => {
    const { acts } = await mountWatching('allowed');
    const surface = await takeUp();
    fireEvent.pointerDown(surface, { button: 0, clientX: 200, clientY: 312.5 });
    fireEvent.pointerUp(surface, { pointerType: 'touch', button: 0, clientX: 200, clientY: 312.5 });
    fireEvent.pointerDown(surface, { button: 2, clientX: 10, clientY: 312.5 });
    expect(acts()).toEqual([{ kind: 'clicked', at: [0.5, 0.5] }, { kind: 'left' }]);
  });

  it('lays the pointer down by Escape, and what was pointed at is left', async () => {
    const { acts } = await mountWatching('allowed');
    const surface = await takeUp();
    fireEvent.keyDown(surface, { key: 'ArrowDown' });
    fireEvent.keyDown(surface, { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('application')).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Point and draw' }));
    expect(acts()).toEqual([{ kind: 'moved', at: [0.5, 0.52] }, { kind: 'left' }]);
  });

  it.each([
    ['refused', 'Bob has switched pointing off'],
    ['unsupported', 'Pointing needs a newer Beeline at Bob'],
  ] as const)('is told why there is no pointing: %s', async (onTheirs, words) => {
    await mountWatching(onTheirs);
    expect(screen.getByRole('button', { name: 'Point and draw' }).hasAttribute('disabled')).toBe(true);
    expect(screen.getAllByRole('status').map((one) => one.textContent)).toContain(words);
  });

  it('has nothing in hand any more when it is switched off meanwhile', async () => {
    const { change } = await mountWatching('allowed');
    await takeUp();
    await act(() => change({ pointing: { ...nothing, onTheirs: 'refused' } }));
    expect(screen.queryByRole('application')).toBeNull();
  });
});

describe('who shares', () => {
  const onMine = { allowed: true, supported: true, active: false };

  async function mountSharing(change: Partial<typeof onMine> = {}) {
    const fake = createFakePort();
    const pointing = { ...nothing, onMine: { ...onMine, ...change } };
    const app = await mountApp({ ...snapshot, call: sharing, pointing }, { openFastStream: () => fake.port });
    await screen.findByRole('region', { name: 'Call with Bob' });
    return { ...app, fake };
  }

  it('sees the own share, and hears of it what the other one shows there', async () => {
    const { attached, fake } = await mountSharing();
    screen.getByLabelText('Your shared screen');
    await waitFor(() => expect(attached).toContain('self:screen'));
    await waitFor(() =>
      expect(fake.posted.at(-1)).toEqual({ kind: 'topics', topics: ['pointer:mine', 'drawing:mine'] }),
    );
  });

  it('offers the page in front once, however often the call is drawn', async () => {
    const { commands, change } = await mountApp(
      { ...snapshot, call: sharing, floatingWindow: 'unavailable' },
      { requestFloatingDocument: () => Promise.reject(new Error('not asked for')) },
    );
    await screen.findByRole('region', { name: 'Call with Bob' });
    for (const mode of ['motion', 'text'] as const) {
      const self = { ...sharing.self, share: { ...sharing.self.share, mode } };
      await act(() => change({ call: { ...sharing, self } }));
    }
    expect(commands.log).toEqual([['offerPage']]);
  });

  it('switches it off and on, and wipes what is there', async () => {
    const { commands, change } = await mountSharing({ active: true });
    fireEvent.click(screen.getByRole('button', { name: 'Let them point', pressed: true }));
    fireEvent.click(screen.getByRole('button', { name: 'Wipe drawing' }));
    await act(() => change({ pointing: { ...nothing, onMine: { ...onMine, allowed: false } } }));
    fireEvent.click(screen.getByRole('button', { name: 'Let them point', pressed: false }));
    expect(commands.log).toEqual([
      ['offerPage'],
      ['point', { kind: 'allowed', allowed: false }],
      ['point', { kind: 'wiped', picture: 'mine' }],
      ['point', { kind: 'allowed', allowed: true }],
    ]);
  });

  it('is told that the other Beeline is too old', async () => {
    await mountSharing({ supported: false });
    expect(screen.getByRole('button', { name: 'Let them point' }).hasAttribute('disabled')).toBe(true);
    screen.getByText('Pointing needs a newer Beeline at Bob');
  });

  it('sees it wherever they are, for as long as there is something to see', async () => {
    const { change } = await mountSharing({ active: true });
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    await screen.findByRole('complementary', { name: 'Bob is pointing at your screen' });
    screen.getByLabelText('Your shared screen');
    await act(() => change({ pointing: { ...nothing, onMine } }));
    expect(screen.queryByLabelText('Your shared screen')).toBeNull();
  });
});
