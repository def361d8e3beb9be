import type { DeviceRole } from './settings/device-choice.ts';

type Input = Exclude<DeviceRole, 'speaker'>;

/**
 * What keeps a device that is wanted from being on. `hangs`: neither it nor an error has come in time. `no-window`: Firefox opens one
 * only through a page that people see, and there is none.
 */
export type DeviceProblem = 'missing' | 'denied' | 'busy' | 'hangs' | 'no-window';

/**
 * What is to be said of one that is on. `silenced`: the system or a switch of its own lets nothing out of it. The others are news of
 * one that took the place of another. `switched`: that was disconnected. `replaced`: that is in use by another program.
 * `kept`: the chosen one could not be started, and the former goes on.
 */
export type DeviceRemark = 'silenced' | DeviceNews;
export type DeviceNews = 'switched' | 'replaced' | 'kept';

/** Both devices at once where the same keeps both from being on. */
export type DeviceNotice = `${Input | 'devices'}-${DeviceProblem}` | `${Input}-${DeviceRemark}`;
