/** A camera, microphone or speaker as the browser names it; both are empty until a permission was given. */
export interface Device {
  readonly id: string;
  readonly label: string;
}

export type DeviceRole = 'microphone' | 'camera' | 'speaker';

export const deviceRoles: readonly DeviceRole[] = ['microphone', 'camera', 'speaker'];

/** The devices of this machine, without aliases of the system such as "default". */
export type DeviceList = Readonly<Record<DeviceRole, readonly Device[]>>;

/** Null stands for whatever the system prefers. */
export type ChosenDevices = Readonly<Record<DeviceRole, Device | null>>;

export const noDevices: DeviceList = { microphone: [], camera: [], speaker: [] };

/** Which of the devices is meant: the same one, or after the browser has renumbered them the one of the same name. */
export function findChosen(devices: readonly Device[], chosen: Device | null): Device | undefined {
  if (chosen === null) return undefined;
  const same = devices.find(({ id }) => id === chosen.id);
  return same ?? devices.find(({ label }) => label !== '' && label === chosen.label);
}

/** Whether the browser keeps the names back, because it was never asked for such a device. */
export function isUnnamed(devices: readonly Device[]): boolean {
  return devices.length > 0 && devices.every(({ label }) => label === '');
}
