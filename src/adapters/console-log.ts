import type { Log } from '../engine/ports/log.ts';

/** Short lines on the extension's own console; callers never pass SDP, candidates, keys or text. */
export const consoleLog: Log = (level, event, detail) => {
  console[level](`beeline: ${event}`, detail ?? '');
};
