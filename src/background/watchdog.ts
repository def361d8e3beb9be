import * as platform from './platform.ts';

/** Wakes the worker to look whether the engine's document is still there. */
export const watchdogAlarm = 'engine-watchdog';

/** Half a minute: the shortest period that browsers grant. */
const periodMinutes = 0.5;

/** Leaves an alarm that runs already alone: setting it anew would put it off. */
export async function startWatchdog(): Promise<void> {
  if ((await platform.readAlarmMinutes(watchdogAlarm)) !== periodMinutes) {
    await platform.startAlarm(watchdogAlarm, periodMinutes);
  }
}
