import { expect, it } from 'vitest';
import { createOwnViews } from '#src/firefox/own-views.ts';
import { createVirtualClock } from '../../fakes/virtual-clock.ts';

interface Shown {
  readonly visible?: boolean;
  readonly focused?: boolean;
  readonly clicked?: boolean;
  readonly loading?: boolean;
  readonly path?: string;
}

function view(shown: Shown = {}): Window {
  const { visible = true, focused = false, clicked = false, loading = false, path = '/src/popup/index.html' } = shown;
  const window: unknown = Object.assign(new EventTarget(), {
    location: { pathname: path },
    document: {
      visibilityState: visible ? 'visible' : 'hidden',
      readyState: loading ? 'loading' : 'complete',
      hasFocus: () => focused,
    },
    navigator: { userActivation: { isActive: clicked } },
  });
  return window as Window;
}

function stage(views: Window[], popups: readonly Window[] = [], opens = true) {
  const clock = createVirtualClock();
  const page = view();
  let opened = 0;
  const own = createOwnViews({
    getViews: (filter) => (filter ? popups : [page, ...popups, ...views]),
    page,
    async openWindow() {
      opened += 1;
      if (opens) clock.after(1_000, () => views.push(view()));
    },
    clock,
  });
  return { own, clock, opened: () => opened };
}

it('captures through what lasts and is seen, and first through what has the focus', async () => {
  const focused = view({ focused: true });
  const beside = view();
  const { own, opened } = stage([view({ visible: false }), beside, focused], [view({ focused: true })]);
  expect(await own.forCapture(true)).toEqual([focused, beside]);
  expect(opened()).toBe(0);
});

it('opens a window rather than capture through the page that goes once devices are allowed', async () => {
  const views = [view({ focused: true, path: '/src/popup/permission/index.html' })];
  const { own, clock, opened } = stage(views);
  const waiting = own.forCapture(true);
  await clock.advanceAsync(1_100);
  expect(await waiting).toEqual(views.slice(1));
  expect([views.length, opened()]).toEqual([2, 1]);
});

it('opens one window where nothing lasts, and waits until it is there', async () => {
  const views: Window[] = [];
  const { own, clock, opened } = stage(views, [view()]);
  const waiting = own.forCapture(true);
  await clock.advanceAsync(1_100);
  expect(await waiting).toEqual(views);
  expect([views.length, opened()]).toEqual([1, 1]);
});

it('captures through nothing when the window that was opened does not come', async () => {
  const views: Window[] = [];
  const { own, clock } = stage(views, [], false);
  const waiting = own.forCapture(true);
  await clock.advanceAsync(5_100);
  expect(await waiting).toEqual([]);
});

it('opens none that is not wanted, and captures through a page that comes back by itself', async () => {
  const views: Window[] = [];
  const { own, clock, opened } = stage(views);
  const inVain = own.forCapture(false);
  await clock.advanceAsync(2_100);
  expect(await inVain).toEqual([]);
  const waiting = own.forCapture(false);
  clock.after(1_000, () => views.push(view()));
  await clock.advanceAsync(1_100);
  expect(await waiting).toEqual(views);
  expect([views.length, opened()]).toEqual([1, 0]);
});

it('captures through no page that is going, and through the one that is loaded in its window', async () => {
  const leaving = view();
  const { own, clock } = stage([leaving]);
  let went = 0;
  own.onGone(leaving, () => {
    went += 1;
  });
  leaving.dispatchEvent(new Event('pagehide'));
  const waiting = own.forCapture(false);
  await clock.advanceAsync(2_100);
  expect([await waiting, own.any(), went]).toEqual([[], undefined, 1]);
  Object.assign(leaving, { document: view().document });
  expect(await own.forCapture(false)).toEqual([leaving]);
});

it('asks for a screen only through a page that was clicked and lasts', () => {
  const clicked = view({ clicked: true });
  expect(stage([view(), clicked]).own.clicked()).toBe(clicked);
  expect(stage([view()], [view({ clicked: true })]).own.clicked()).toBeUndefined();
});
