import { expect, it } from 'vitest';
import { createViewMedia } from '#src/firefox/view-media.ts';
import { createVirtualClock, settle } from '../../fakes/virtual-clock.ts';

/** A page that lets out a microphone, or never answers. */
function createView(answers: boolean) {
  const target = new EventTarget();
  const ended: string[] = [];
  const track = Object.assign(new EventTarget(), {
    kind: 'audio',
    contentHint: '',
    readyState: 'live',
    stop() {
      track.readyState = 'ended';
      ended.push('stopped');
    },
  });
  const stream = { getTracks: () => [track], getVideoTracks: () => [track], getAudioTracks: () => [] };
  let answer = (): void => undefined;
  const asked = new Promise<typeof stream>((resolve) => {
    answer = () => resolve(stream);
  });
  const mediaDevices = {
    getUserMedia: () => (answers ? Promise.resolve(stream) : asked),
    getDisplayMedia: async () => stream,
    enumerateDevices: () => (answers ? Promise.resolve([]) : new Promise(() => undefined)),
  };
  const view: unknown = Object.assign(target, { navigator: { mediaDevices } });
  return {
    view: view as Window,
    track,
    ended,
    /** The browser's type; only what is here may be used of it. */
    asTrack: () => track as unknown as MediaStreamTrack,
    answer: () => answer(),
    leave: () => target.dispatchEvent(new Event('pagehide')),
  };
}

/** As much of the event page as is touched before anything is played. */
const page: unknown = {
  document: {},
  navigator: {
    mediaDevices: new EventTarget(),
    permissions: { query: () => Promise.reject(new TypeError('unknown')) },
  },
};

function stage(views: readonly Window[], clicked?: Window) {
  const clock = createVirtualClock();
  const mayOpen: boolean[] = [];
  let shown = 0;
  const media = createViewMedia(page as Window, {
    views: {
      forCapture: async (may) => {
        mayOpen.push(may);
        return views;
      },
      any: () => views[0]?.navigator,
      clicked: () => clicked,
      onGone: (view, act) => view.addEventListener('pagehide', act),
      async show() {
        shown += 1;
      },
    },
    clock,
    log: () => undefined,
  });
  return { media, clock, mayOpen, shown: () => shown };
}

it('opens a device through the next page when one never answers', async () => {
  const open = createView(true);
  const { media, clock } = stage([createView(false).view, open.view]);
  const opening = media.open('microphone', null);
  await clock.advanceAsync(4_000);
  expect(await opening).toEqual({ kind: 'opened', track: open.track });
});

it('opens a device in which the person is asked first, however long that takes them', async () => {
  const asking = createView(false);
  const { media, clock } = stage([asking.view, createView(false).view]);
  const opening = media.open('microphone', null);
  await clock.advanceAsync(60_000);
  asking.answer();
  expect(await opening).toEqual({ kind: 'opened', track: asking.track });
  expect(asking.ended).toEqual([]);
});

it('leaves nothing on that a page opens after another one has', async () => {
  const slow = createView(false);
  const quick = createView(true);
  const { media, clock } = stage([slow.view, quick.view]);
  const opening = media.open('microphone', null);
  await clock.advanceAsync(4_000);
  expect(await opening).toEqual({ kind: 'opened', track: quick.track });
  slow.answer();
  await settle();
  expect([slow.track.readyState, quick.track.readyState]).toEqual(['ended', 'live']);
});

it('ends a track with the page it came from, and says so', async () => {
  const lost = createView(true);
  const { media } = stage([lost.view]);
  await media.open('microphone', null);
  media.onEnded(lost.asTrack(), () => lost.ended.push('told'));
  lost.leave();
  expect(lost.ended).toEqual(['stopped', 'told']);
});

it('tells nobody who does not want to know any more', async () => {
  const lost = createView(true);
  const { media } = stage([lost.view]);
  await media.open('microphone', null);
  media.onEnded(lost.asTrack(), () => lost.ended.push('told'))();
  lost.leave();
  expect(lost.ended).toEqual(['stopped']);
});

it('ends a screen with the page through which it was chosen', async () => {
  const clicked = createView(true);
  const { media } = stage([clicked.view], clicked.view);
  expect(await media.openScreen()).toEqual({ kind: 'opened', picture: clicked.track, sound: null });
  media.onEnded(clicked.asTrack(), () => clicked.ended.push('told'));
  clicked.leave();
  expect(clicked.ended).toEqual(['stopped', 'told']);
});

it('lets no window be opened for what was lost with the page that a person closed just now', async () => {
  const closed = createView(true);
  const { media, clock, mayOpen } = stage([closed.view]);
  await media.open('microphone', null);
  closed.leave();
  await media.open('microphone', null);
  clock.advance(2_000);
  await media.open('microphone', null);
  expect(mayOpen).toEqual([true, false, true]);
});

it('lets a window be opened after a page was closed in which nothing was on any more', async () => {
  const closed = createView(true);
  const { media, mayOpen } = stage([closed.view]);
  await media.open('microphone', null);
  closed.track.stop();
  closed.leave();
  await media.open('microphone', null);
  expect(mayOpen).toEqual([true, true]);
});

it('has no device where no page is there to ask', async () => {
  expect(await stage([]).media.open('camera', null)).toEqual({ kind: 'failed', reason: 'no-window' });
});

it('lists nothing for a page that never answers, and is not held up by it', async () => {
  const { media, clock } = stage([createView(false).view]);
  const listing = media.list();
  await clock.advanceAsync(1_000);
  expect(await listing).toEqual({ microphone: [], camera: [], speaker: [] });
});

it('leads to a page that lasts where no click can lead to a picker, and does not blame the system', async () => {
  const { media, shown } = stage([createView(true).view]);
  expect(await media.openScreen()).toEqual({ kind: 'cancelled' });
  expect(shown()).toBe(1);
});
