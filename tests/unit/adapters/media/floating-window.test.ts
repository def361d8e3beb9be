import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createFloatingWindow } from '#src/adapters/media/floating-window.ts';
import { createStatusWords } from '#src/adapters/media/status-words.ts';
import { createFakeStreams } from '../../../fakes/fake-streams.ts';
import { FakeTrack } from '../../../fakes/fake-track.ts';
import { callWith, contactNamed } from '../../../fakes/surface-snapshots.ts';
import { createVirtualClock, settle } from '../../../fakes/virtual-clock.ts';

const bob = contactNamed('Bob');
const messages: Readonly<Record<string, unknown>> = {
  en: { callReconnecting: { message: 'Reconnecting' } },
  ja: { callReconnecting: { message: '再接続中' } },
};
const seen = { other: { pictures: { camera: 1, screen: 0 } } };
const shared = { other: { pictures: { camera: 1, screen: 2 } } };

class FakeVideo extends EventTarget {
  readonly HAVE_NOTHING = 0;
  /** What was played, as labels, and null for nothing. */
  readonly played: (string | null)[] = [];
  muted = false;
  readyState = 0;
  images: 'come' | 'stay away' = 'come';
  refuses = false;
  readonly #page: FakePage;

  constructor(page: FakePage) {
    super();
    this.#page = page;
  }

  set srcObject(stream: { label: string } | null) {
    this.played.push(stream?.label ?? null);
    this.readyState = stream !== null && (this.images === 'come' || stream.label.startsWith('poster')) ? 1 : 0;
  }

  async play(): Promise<void> {}

  async requestPictureInPicture(): Promise<void> {
    if (this.refuses || this.readyState === 0) throw new DOMException('no', 'NotAllowedError');
    this.#page.pictureInPictureElement = this;
    this.dispatchEvent(new Event('enterpictureinpicture'));
  }
}

class FakePage {
  readonly video = new FakeVideo(this);
  readonly body = { append: () => undefined };
  pictureInPictureEnabled = true;
  pictureInPictureElement: FakeVideo | null = null;

  createElement(): FakeVideo {
    return this.video;
  }

  async exitPictureInPicture(): Promise<void> {
    this.pictureInPictureElement = null;
    this.video.dispatchEvent(new Event('leavepictureinpicture'));
  }
}

beforeAll(() => {
  vi.stubGlobal(
    'MediaStream',
    class {
      readonly label: string;
      constructor([track]: readonly { label: string }[]) {
        this.label = track?.label ?? '';
      }
    },
  );
});

function openPage({ canFloat = true } = {}) {
  const page = new FakePage();
  const clock = createVirtualClock();
  const streams = createFakeStreams();
  streams.put({ participant: bob.id, source: 'camera' }, new FakeTrack('face').asTrack());
  streams.put({ participant: bob.id, source: 'screen' }, new FakeTrack('their screen').asTrack());
  const followed: (string | null)[] = [];
  let changes = 0;
  const floating = createFloatingWindow({
    // As much of a document as the window needs.
    host: page as unknown as Document,
    canFloat,
    clock,
    streams,
    // Its label is all that the fake video reads of a stream.
    poster: {
      draw: (name, status) => ({ label: `poster of ${name}${status && `: ${status}`}` }) as unknown as MediaStream,
      clear: () => undefined,
    },
    words: createStatusWords(async (language) => messages[language], 'ja-JP'),
    session: { follow: (call) => void followed.push(call?.contactName ?? null) },
    onChange: () => {
      changes += 1;
    },
  });
  return { page, clock, floating, followed, changes: () => changes, played: page.video.played };
}

describe('the floating window', () => {
  it('costs nothing while it is closed', () => {
    const { floating, played } = openPage();
    floating.follow(callWith(bob, seen), 'system');
    expect(played).toEqual([]);
    expect(floating.state()).toBe('closed');
  });

  it('shows their screen before their face, and their name when there is neither', async () => {
    const { floating, played } = openPage();
    floating.follow(callWith(bob, seen), 'system');
    await floating.open();
    floating.follow(callWith(bob, shared), 'system');
    floating.follow(callWith(bob, { ...shared, notices: ['camera-busy'] }), 'system');
    floating.follow(callWith(bob), 'system');
    expect(played).toEqual(['face', 'their screen', 'poster of Bob']);
    expect(floating.state()).toBe('open');
  });

  it('says in words that the connection is gone, instead of showing what stands still, and comes back', async () => {
    const { floating, played } = openPage();
    floating.follow(callWith(bob, seen), 'system');
    await floating.open();
    floating.follow(callWith(bob, { ...seen, phase: 'reconnecting' }), 'system');
    expect(played.at(-1)).toBe('poster of Bob: 再接続中');
    floating.follow(callWith(bob, { ...seen, phase: 'reconnecting' }), 'en');
    await settle();
    expect(played.at(-1)).toBe('poster of Bob: Reconnecting');
    floating.follow(callWith(bob, seen), 'en');
    expect(played.at(-1)).toBe('face');
  });

  it('leaves when the call is over, and tells so', async () => {
    const { floating, followed, played, changes } = openPage();
    floating.follow(callWith(bob, seen), 'system');
    await floating.open();
    floating.follow(callWith(bob, { phase: 'ended', ending: 'hung-up-there' }), 'system');
    expect(floating.state()).toBe('closed');
    expect(played.at(-1)).toBeNull();
    expect(changes()).toBe(2);
    expect(followed).toEqual(['Bob', null]);
  });

  it('does not open without a call, nor while it only rings', async () => {
    const { floating } = openPage();
    await floating.open();
    floating.follow(callWith(bob, { direction: 'incoming', phase: 'incoming' }), 'system');
    await floating.open();
    expect(floating.state()).toBe('closed');
  });

  it('opens on the name when no image of theirs arrives in time', async () => {
    const { floating, page, clock, played } = openPage();
    page.video.images = 'stay away';
    floating.follow(callWith(bob, seen), 'system');
    const opening = floating.open();
    await clock.advanceAsync(2_000);
    await opening;
    expect(played).toEqual(['face', 'poster of Bob']);
    expect(floating.state()).toBe('open');
  });

  it('is left behind by nothing when the browser refuses it', async () => {
    const { floating, page, played } = openPage();
    page.video.refuses = true;
    floating.follow(callWith(bob, seen), 'system');
    await expect(floating.open()).rejects.toThrow('no');
    expect(played).toEqual(['face', null]);
  });

  it('is unavailable where no click in a surface opens it, whatever the browser says', () => {
    expect(openPage({ canFloat: false }).floating.state()).toBe('unavailable');
  });

  it('is unavailable where the browser has none', () => {
    const { floating, page } = openPage();
    page.pictureInPictureEnabled = false;
    expect(floating.state()).toBe('unavailable');
  });
});
