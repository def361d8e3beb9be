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
  /** Something was plugged in or out. */
  readonly listed: () => void;
  /** The chosen speaker is gone; the system's own is used. */
  readonly speakerLost: () => void;
}

/** The devices there are, and which of them the person wants. */
export interface DeviceBook {
  refresh(): void;
  list(): DeviceList;
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
    if (speaker !== null || settings().speaker === null) return;
    for (const { speakerLost } of listeners) speakerLost();
  }

  async function read(): Promise<void> {
    const next = await media.list();
    if (JSON.stringify(next) === JSON.stringify(devices)) return;
    devices = next;
    routeSound();
    for (const { listed } of listeners) listed();
    onChange();
  }

  function refresh(): void {
    read().catch((cause: unknown) => log('error', 'devices-not-listed', { cause: String(cause) }));
  }

  media.onDevicesChanged(refresh);

  return {
    refresh,
    list: () => devices,
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
