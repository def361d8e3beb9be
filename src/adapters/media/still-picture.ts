import type { Clock } from '../../engine/ports/clock.ts';
import type { StillPicture } from '../../engine/ports/media-port.ts';
import { eventInTime } from './event-in-time.ts';

/** Receivers that begin to look later, or lost a packet, get the picture within a second. */
const repeatMs = 1_000;
/** A screen on which nothing moves still gives its first image at once to a new viewer. */
const firstImageTimeoutMs = 2_000;
const blank = { width: 1280, height: 720, colour: '#161512' };

/** A track that shows what `source` shows at this moment, or an even colour without one. */
export async function createStillPicture(
  host: Document,
  source: MediaStreamTrack | null,
  clock: Pick<Clock, 'after'>,
): Promise<StillPicture> {
  const canvas = host.createElement('canvas');
  const paint = canvas.getContext('2d');
  const shown = source === null ? null : await readPicture(host, source, clock);
  canvas.width = shown?.videoWidth || blank.width;
  canvas.height = shown?.videoHeight || blank.height;
  const [track] = canvas.captureStream(0).getVideoTracks();
  if (track === undefined) throw new Error('a canvas gave no picture');
  const draw = (): void => {
    if (paint === null) return;
    paint.fillStyle = blank.colour;
    paint.fillRect(0, 0, canvas.width, canvas.height);
    if (still !== null) paint.drawImage(still, 0, 0);
    if ('requestFrame' in track && typeof track.requestFrame === 'function') track.requestFrame();
  };
  let stopTimer = (): void => undefined;
  const repeat = (): void => {
    draw();
    stopTimer = clock.after(repeatMs, repeat);
  };
  const still = shown === null ? null : await createImageBitmap(shown);
  if (shown !== null) shown.srcObject = null;
  repeat();
  return {
    track,
    stop() {
      stopTimer();
      track.stop();
      still?.close();
    },
  };
}

/** Null when no image comes in time. */
async function readPicture(
  host: Document,
  source: MediaStreamTrack,
  clock: Pick<Clock, 'after'>,
): Promise<HTMLVideoElement | null> {
  const video = host.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([source]);
  video.play().catch(() => undefined);
  const isThere = (): boolean => video.readyState >= video.HAVE_CURRENT_DATA;
  const isSeen = await eventInTime({
    target: video,
    type: 'loadeddata',
    isThere,
    timeoutMs: firstImageTimeoutMs,
    clock,
  });
  return isSeen ? video : null;
}
