import type { OpenedScreen } from '../../engine/ports/media-port.ts';
import type { ShareTuning } from '../../shared/settings/share-mode.ts';
import { readMediaError } from './media-error.ts';

/** Not yet in TypeScript's list: keeps what we play ourselves, the other person's voice, out of the shared sound. */
interface SharedSoundConstraints extends MediaTrackConstraints {
  readonly restrictOwnAudio: boolean;
}

/** Not yet in TypeScript's list: Screen Capture §5.4. */
interface ShareOptions extends DisplayMediaStreamOptions {
  readonly surfaceSwitching: 'include' | 'exclude';
  readonly systemAudio: 'include' | 'exclude';
}

export type ScreenHost = Pick<Navigator, 'mediaDevices'>;

/** Opens the browser's picker before anything is awaited. */
export async function openScreen(host: ScreenHost): Promise<OpenedScreen> {
  const sound: SharedSoundConstraints = { restrictOwnAudio: true, echoCancellation: false, noiseSuppression: false };
  const options: ShareOptions = {
    video: { frameRate: { ideal: 30 } },
    audio: sound,
    surfaceSwitching: 'include',
    systemAudio: 'include',
  };
  try {
    const stream = await host.mediaDevices.getDisplayMedia(options);
    const [picture] = stream.getVideoTracks();
    if (picture === undefined) return { kind: 'refused' };
    // Text stays sharp at the cost of motion when the way is narrow.
    picture.contentHint = 'detail';
    return { kind: 'opened', picture, sound: stream.getAudioTracks()[0] ?? null };
  } catch (cause) {
    return { kind: wasCancelled(cause) ? 'cancelled' : 'refused' };
  }
}

/** Browsers name the closed picker and the system's refusal alike; only the message tells them apart. */
function wasCancelled(cause: unknown): boolean {
  const { name, message } = readMediaError(cause);
  if (name === 'AbortError') return true;
  return name === 'NotAllowedError' && !/system|policy/i.test(message);
}

export function tuneScreen(picture: MediaStreamTrack, { contentHint, maxFramesPerSecond }: ShareTuning): void {
  picture.contentHint = contentHint;
  // A source that cannot slow down sends more images than wanted, which is no failure.
  picture.applyConstraints({ frameRate: { max: maxFramesPerSecond } }).catch(() => undefined);
}

/** Not yet in TypeScript's list, and of Chromium's tracks of a tab alone: Capture Handle Identity §5. */
interface PageTrack extends MediaStreamTrack {
  getCaptureHandle?(): { readonly handle?: string } | null;
}

export function watchPage(picture: PageTrack, notify: (handle: string | null) => void): void {
  const tell = (): void => notify(picture.getCaptureHandle?.()?.handle || null);
  picture.addEventListener('capturehandlechange', tell);
  tell();
}
