import type { PictureId } from '../shared/participant.ts';
import { mediaKey, streamsKey } from '../shared/participant.ts';

/** Shows the engine's live pictures in this page's video elements. */
export interface MediaView {
  /** Shows the picture until the returned function is called. */
  attach(element: HTMLVideoElement, picture: PictureId): () => void;
}

export interface MediaViewDeps {
  /** The engine's window, where this page can reach it. */
  readonly findEngine: () => Window | undefined;
  /** Used where it cannot. */
  readonly loadLoopback: () => Promise<MediaView>;
}

export function createMediaView({ findEngine, loadLoopback }: MediaViewDeps): MediaView {
  let loopback: Promise<MediaView> | null = null;

  return {
    attach: (element, picture) => {
      const engine = findEngine();
      if (engine !== undefined) return attachStream(element, readStream(engine, picture));
      loopback ??= loadLoopback();
      const lifetime = new AbortController();
      void loopback.then((view) => {
        if (lifetime.signal.aborted) return;
        lifetime.signal.addEventListener('abort', view.attach(element, picture), { once: true });
      });
      return () => lifetime.abort();
    },
  };
}

/** Where engine and surface share the page, and no other can be meant. */
export function createOwnPictures(page: Window): MediaView {
  return { attach: (element, picture) => attachStream(element, readStream(page, picture)) };
}

export function attachStream(element: HTMLVideoElement, stream: MediaStream | null): () => void {
  // Sound is played by the engine; a second copy here would be an echo.
  element.muted = true;
  element.srcObject = stream;
  // Taking the stream away again before it began rejects this, which is no failure.
  if (stream !== null) element.play().catch(() => undefined);
  return () => {
    element.srcObject = null;
  };
}

function readStream(engine: Window, picture: PictureId): MediaStream | null {
  const streams: unknown = Reflect.get(engine, streamsKey);
  if (typeof streams !== 'object' || streams === null) return null;
  const stream: unknown = Reflect.get(streams, mediaKey(picture));
  return isStream(stream) ? stream : null;
}

/** By its shape: the classes of another window are other objects, so `instanceof` would say no. */
function isStream(value: unknown): value is MediaStream {
  return typeof value === 'object' && value !== null && 'getTracks' in value;
}
