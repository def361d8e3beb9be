/** Wakes the worker to look whether the engine's document is still there. */
export const watchdogAlarm = 'engine-watchdog';

/** Half a minute: the shortest period that browsers grant. */
const periodInMinutes = 0.5;

/** Leaves an alarm that runs already alone: setting it anew would put it off. */
export async function startWatchdog(): Promise<void> {
  const running = await chrome.alarms.get(watchdogAlarm);
  if (running?.periodInMinutes !== periodInMinutes) {
    await chrome.alarms.create(watchdogAlarm, { periodInMinutes });
  }
}
