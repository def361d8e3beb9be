import type { Clock } from '../../engine/ports/clock.ts';
import type { FloatingWindow } from '../../engine/ports/floating-window-port.ts';
import type { StreamRegistry } from '../../engine/ports/stream-registry-port.ts';
import type { PictureId } from '../../shared/participant.ts';
import { mediaKey } from '../../shared/participant.ts';
import type { CallView } from '../../shared/snapshot.ts';
import type { CallPoster } from './call-poster.ts';
import type { CallSession } from './call-session.ts';
import { eventInTime } from './event-in-time.ts';
import type { StatusWords } from './status-words.ts';

/** A still screen sends an image about once a second; a gesture is good for five. */
const firstImageTimeoutMs = 2_000;

export interface FloatingWindowDeps {
  readonly host: Document;
  /** What is clicked to open it counts for the host, too. */
  readonly canFloat: boolean;
  readonly clock: Pick<Clock, 'after'>;
  readonly streams: Pick<StreamRegistry, 'track' | 'version'>;
  readonly poster: CallPoster;
  readonly words: StatusWords;
  readonly session: CallSession;
  readonly onChange: () => void;
}

type LiveCall = Pick<CallView, 'contactName' | 'participants' | 'phase'>;

export function createFloatingWindow(deps: FloatingWindowDeps): FloatingWindow {
  const { host, canFloat, clock, streams, poster, words, session, onChange } = deps;
  const video = host.createElement('video');
  video.muted = true;
  host.body.append(video);
  let call: CallView | null = null;
  /** What the element plays now; empty while it costs nothing. */
  let playing = '';

  const isOpen = (): boolean => host.pictureInPictureElement === video;

  function play(key: string, stream: MediaStream | null): void {
    playing = key;
    video.srcObject = stream;
    // Another picture before this one began rejects the promise, which is no failure.
    if (stream !== null) video.play().catch(() => undefined);
  }

  function show(live: LiveCall): void {
    const status = words.of(live.phase);
    const picture = chosenPicture(live);
    const key =
      picture === null ? `poster:${live.contactName}:${status}` : `${mediaKey(picture)}:${streams.version(picture)}`;
    if (key === playing) return;
    const track = picture === null ? null : streams.track(picture);
    play(key, track === null ? poster.draw(live.contactName, status) : new MediaStream([track]));
  }

  const refresh = (): void => void (call !== null && isOpen() && show(call));

  function stop(): void {
    play('', null);
    poster.clear();
  }

  video.addEventListener('enterpictureinpicture', onChange);
  video.addEventListener('leavepictureinpicture', () => {
    stop();
    onChange();
  });

  return {
    state: () => (canFloat && host.pictureInPictureEnabled ? (isOpen() ? 'open' : 'closed') : 'unavailable'),
    async open() {
      if (call === null || isOpen()) return;
      const { contactName, phase } = call;
      show(call);
      if (!(await firstImage(video, clock))) {
        play('', poster.draw(contactName, words.of(phase)));
        await firstImage(video, clock);
      }
      try {
        await video.requestPictureInPicture();
      } catch (refusal) {
        stop();
        throw refusal;
      }
      // The call may have ended meanwhile.
      if (call === null) await host.exitPictureInPicture();
    },
    async close() {
      if (isOpen()) await host.exitPictureInPicture();
    },
    follow(next, language) {
      call = next !== null && next.phase !== 'incoming' && next.phase !== 'ended' ? next : null;
      session.follow(call);
      if (call !== null) void words.load(language).then(refresh);
      if (!isOpen()) return;
      if (call !== null) show(call);
      // It can only fail because the window is gone already.
      else host.exitPictureInPicture().catch(() => undefined);
    },
  };
}

/** A screen before a face; null when neither is to be seen, and while what was seen last only stands still. */
function chosenPicture({ participants, phase }: LiveCall): PictureId | null {
  if (phase === 'reconnecting') return null;
  for (const source of ['screen', 'camera'] as const) {
    const seen = participants.find(({ pictures }) => pictures[source] > 0);
    if (seen !== undefined) return { participant: seen.contactId, source };
  }
  return null;
}

function firstImage(video: HTMLVideoElement, clock: Pick<Clock, 'after'>): Promise<boolean> {
  const isThere = (): boolean => video.readyState > video.HAVE_NOTHING;
  return eventInTime({ target: video, type: 'loadedmetadata', isThere, timeoutMs: firstImageTimeoutMs, clock });
}
