import type { DeviceNotice } from '../../shared/device-notice.ts';
import type { OwnCamera, OwnMicrophone } from '../../shared/own-device.ts';
import type { DeviceKind } from '../ports/media-port.ts';
import type { InputDevice } from './input-device.ts';
import type { DeviceCondition } from './rules/device-notices.ts';
import { noticesOf } from './rules/device-notices.ts';

export interface CallDevicesView {
  readonly microphone: OwnMicrophone;
  readonly camera: OwnCamera;
  /** What is to be said of them for as long as it is so. */
  readonly notices: readonly DeviceNotice[];
}

interface ShownDevices {
  readonly inputs: Readonly<Record<DeviceKind, Pick<InputDevice, 'track' | 'problem' | 'isSilenced'>>>;
  readonly wishes: Readonly<Record<DeviceKind, boolean>>;
  readonly opening: ReadonlySet<DeviceKind>;
}

/** How the own devices are in a call. */
export function viewCallDevices({ inputs, wishes, opening }: ShownDevices): CallDevicesView {
  const switchedOn = (device: DeviceKind): 'on' | 'opening' | 'silenced' | null => {
    if (inputs[device].track() !== null) return inputs[device].isSilenced() ? 'silenced' : 'on';
    return opening.has(device) ? 'opening' : null;
  };
  const conditionOf = (device: DeviceKind): DeviceCondition => ({
    problem: inputs[device].problem(),
    silenced: wishes[device] && inputs[device].isSilenced(),
  });
  const microphone = switchedOn('microphone');
  return {
    microphone: microphone !== null && !wishes.microphone ? 'muted' : (microphone ?? 'none'),
    camera: switchedOn('camera') ?? 'off',
    notices: noticesOf({ microphone: conditionOf('microphone'), camera: conditionOf('camera') }),
  };
}
