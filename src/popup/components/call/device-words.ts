import type { DeviceNotice } from '../../../shared/device-notice.ts';
import type { MessageKey } from '../basics/text.ts';

/** Each cause in its own words, of the microphone, of the camera, and of both at once where they share it. */
export const deviceWords: Readonly<Record<DeviceNotice, MessageKey>> = {
  'microphone-missing': 'noticeMicrophoneMissing',
  'camera-missing': 'noticeCameraMissing',
  'devices-missing': 'noticeDevicesMissing',

  'microphone-denied': 'noticeMicrophoneDenied',
  'camera-denied': 'noticeCameraDenied',
  'devices-denied': 'noticeDevicesDenied',

  'microphone-busy': 'noticeMicrophoneBusy',
  'camera-busy': 'noticeCameraBusy',
  'devices-busy': 'noticeDevicesBusy',

  'microphone-hangs': 'noticeMicrophoneHangs',
  'camera-hangs': 'noticeCameraHangs',
  'devices-hangs': 'noticeDevicesHangs',

  'microphone-no-window': 'noticeMicrophoneNoWindow',
  'camera-no-window': 'noticeCameraNoWindow',
  'devices-no-window': 'noticeDevicesNoWindow',

  'microphone-silenced': 'noticeMicrophoneSilenced',
  'camera-silenced': 'noticeCameraSilenced',

  'microphone-switched': 'noticeMicrophoneSwitched',
  'camera-switched': 'noticeCameraSwitched',

  'microphone-replaced': 'noticeMicrophoneReplaced',
  'camera-replaced': 'noticeCameraReplaced',

  'microphone-kept': 'noticeMicrophoneKept',
  'camera-kept': 'noticeCameraKept',
};
