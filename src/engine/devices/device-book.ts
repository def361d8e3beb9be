import type { DeviceList, DeviceRole } from '../../shared/settings/device-choice.ts';
import { deviceRoles, findChosen, noDevices } from '../../shared/settings/device-choice.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { Log } from '../ports/log.ts';
import type { MediaPort } from '../ports/media-port.ts';

export interface DeviceBookDeps {
  readonly media: Pick<MediaPort, 'list' | 'onDevicesChanged' | 'useSpeaker'>;
  readonly settings: () => Settings;
  readonly log: Log;
  readonly onChange: () => void;
}

export interface DeviceListener {
  /** The person has chosen another one. */
  readonly chosen: (role: DeviceRole) => void;
  /** Something was plugged in or out, or may be used from now on, or not any more. */
  readonly listed: () => void;
  /** The chosen speaker is gone and the system's own is used, or no longer so. */
  readonly speakerLost: (lost: boolean) => void;
}

/** The devices there are, and which of them the person wants. */
export interface DeviceBook {
  /** Looks anew, for not every device that comes or goes is told by the browser; never rejects. */
  refresh(): Promise<void>;
  list(): DeviceList;
  /** The identifiers of those of one kind; none before a permission was given. */
  listed(role: DeviceRole): readonly string[];
  /** What to open, null for the system's choice: also when the chosen one is not there. */
  preferred(role: DeviceRole): string | null;
  handleSettings(before: Settings): void;
  listen(listener: DeviceListener): void;
}

export function createDeviceBook({ media, settings, log, onChange }: DeviceBookDeps): DeviceBook {
  const listeners: DeviceListener[] = [];
  let devices = noDevices;
  let speaker: string | null = null;

  const preferred = (role: DeviceRole): string | null => findChosen(devices[role], settings()[role])?.id ?? null;

  function routeSound(): void {
    const before = speaker;
    speaker = preferred('speaker');
    if (speaker === before) return;
    media.useSpeaker(speaker);
    const lost = speaker === null && settings().speaker !== null;
    for (const { speakerLost } of listeners) speakerLost(lost);
  }

  /** `toldOf`: the browser says that something has changed. It may be a permission, of which the list says nothing. */
  async function read(toldOf: boolean): Promise<void> {
    const next = await media.list();
    const isSame = JSON.stringify(next) === JSON.stringify(devices);
    if (isSame && !toldOf) return;
    devices = next;
    routeSound();
    for (const { listed } of listeners) listed();
    if (!isSame) onChange();
  }

  const look = (toldOf: boolean): Promise<void> =>
    read(toldOf).catch((cause: unknown) => log('error', 'devices-not-listed', { cause: String(cause) }));

  media.onDevicesChanged(() => void look(true));

  return {
    refresh: () => look(false),
    list: () => devices,
    listed: (role) => devices[role].map(({ id }) => id).filter((id) => id !== ''),
    preferred,
    handleSettings(before) {
      const after = settings();
      const changed = deviceRoles.filter((role) => before[role]?.id !== after[role]?.id);
      if (changed.includes('speaker')) routeSound();
      for (const role of changed) for (const { chosen } of listeners) chosen(role);
    },
    listen: (listener) => void listeners.push(listener),
  };
}
