import type { Call, JoinedCall, LiveCall, Sleep } from './state.ts';
import { isJoined } from './state.ts';

/** A connection that has died in a sleep is found dead within this time after it. */
const wakingMs = 15_000;
/** The two sides count from moments that lie this far apart at most, on the slowest of connections. */
const apartMs = 5_000;

/** From here on they are not connected any more: since the computer fell asleep, if that was just now. */
export function breakOff<Live extends LiveCall>(call: Live, atMs: number): Live {
  if (!isJoined(call) || call.connectedAtMs === null || call.brokenAtMs !== null) return call;
  const { slept } = call;
  const isOfSleep = slept !== null && atMs - slept.untilMs <= wakingMs;
  return { ...call, brokenAtMs: isOfSleep ? slept.sinceMs : atMs };
}

/** What was found broken before the sleep was noticed may have been so all the time. */
export function wakeUp(call: Call, { sinceMs, atMs }: { readonly sinceMs: number; readonly atMs: number }): Call {
  if (!isJoined(call)) return call;
  const slept: Sleep = { sinceMs, untilMs: atMs };
  return { ...call, slept, brokenAtMs: call.brokenAtMs === null ? null : Math.min(call.brokenAtMs, sinceMs) };
}

/**
 * How long the two were connected, null when they never were. The one who ended it counts for both, so that both tell the same,
 * unless it would be longer than it can have been.
 */
export function lengthOf(
  { connectedAtMs, brokenAtMs }: JoinedCall,
  atMs: number,
  toldMs: number | null,
): number | null {
  if (connectedAtMs === null) return null;
  const longest = Math.max(0, atMs - connectedAtMs);
  if (toldMs !== null && toldMs <= longest + apartMs) return toldMs;
  return Math.max(0, (brokenAtMs ?? atMs) - connectedAtMs);
}
