import type { MediaPort } from '../../media/media-port.ts';
import type { DeviceTest } from './device-test.ts';

/** The devices as calls open them: a camera that is open already for a look before the answer goes over as it is, with its light on. */
export function withHandOver(media: MediaPort, takeCamera: DeviceTest['takeCamera']): MediaPort {
  return {
    ...media,
    async open(device, preferredId) {
      const track = device === 'camera' ? takeCamera(preferredId) : null;
      return track === null ? media.open(device, preferredId) : { kind: 'opened', track };
    },
  };
}
