import type { Log } from '../ports.ts';
import { openDevice, readAccess } from './devices.ts';
import type { MediaPort } from './media-port.ts';
import { createRemoteAudio } from './remote-audio.ts';
import { createRinger } from './ringer.ts';
import { openScreen } from './screen.ts';

/** The devices, screens and speakers of this browser. */
export function createBrowserMedia(host: Window, log: Log): MediaPort {
  const { navigator } = host;
  return {
    access: (device) => readAccess(navigator, device),
    open: (device) => openDevice(navigator, device),
    openScreen: () => openScreen(navigator),
    play: createRemoteAudio(host.document, log),
    ring: createRinger(() => new AudioContext(), log),
  };
}
