import type { Clock } from '../../engine/ports/clock.ts';
import type { Log } from '../../engine/ports/log.ts';
import type { MediaPort } from '../../engine/ports/media-port.ts';
import { listDevices, openDevice, readAccess, watchDevices } from './devices.ts';
import { createRemoteAudio } from './remote-audio.ts';
import { createRinger } from './ringer.ts';
import { openScreen, tuneScreen, watchPage } from './screen.ts';
import { openSoundMeter } from './sound-meter.ts';
import { createStillPicture } from './still-picture.ts';

export interface BrowserMediaDeps {
  readonly clock: Clock;
  readonly log: Log;
}

/** The devices, screens and speakers of this browser. */
export function createBrowserMedia(host: Window, { clock, log }: BrowserMediaDeps): MediaPort {
  const { navigator } = host;
  const remoteAudio = createRemoteAudio(host.document, log);
  const ringer = createRinger(openSpeaker, log);
  return {
    access: (device) => readAccess(navigator, device),
    open: (device, preferredId) => openDevice(navigator, device, preferredId),
    onEnded(track, notify) {
      track.addEventListener('ended', notify);
      return () => track.removeEventListener('ended', notify);
    },
    list: () => listDevices(navigator),
    onDevicesChanged: (notify) => watchDevices(navigator, notify),
    openScreen: () => openScreen(navigator),
    tuneScreen,
    watchPage,
    still: (source) => createStillPicture(host.document, source, clock),
    play: remoteAudio.play,
    setVolume: remoteAudio.setVolume,
    ring: ringer.ring,
    playOnce: ringer.playOnce,
    meter: (microphone) => openSoundMeter(microphone),
    useSpeaker(id) {
      remoteAudio.useSpeaker(id);
      ringer.useSpeaker(id);
    },
  };
}

/** Not yet in TypeScript's list: Audio Output Devices §5. */
interface SpeakerOptions extends AudioContextOptions {
  readonly sinkId: string;
}

function openSpeaker(sinkId: string): AudioContext {
  const options: SpeakerOptions = { sinkId };
  return new AudioContext(options);
}
