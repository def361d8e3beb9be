import type { Snapshot } from '../../shared/snapshot.ts';
import type { Clock } from '../ports/clock.ts';
import type { MediaPort, Tone } from '../ports/media-port.ts';

/** What should be heard at this moment. Whoever is not to be disturbed still hears the ring of a call they make. */
export function toneFor({ call, settings }: Pick<Snapshot, 'call' | 'settings'>): Tone | null {
  if (!settings.ringSound) return null;
  if (call?.phase === 'incoming') return settings.doNotDisturb ? null : 'ring';
  return call?.phase === 'ringing' ? 'ring-back' : null;
}

/**
 * Milliseconds by which a tone comes after the picture. Opening a speaker holds up the engine and every surface beside it
 * for tens of them; so it waits until they have drawn, which nobody hears.
 */
export const toneAfterMs = 50;

/** Makes heard what the snapshots say. */
export function createRinging(
  ring: MediaPort['ring'],
  clock: Pick<Clock, 'after'>,
): (snapshot: Pick<Snapshot, 'call' | 'settings'>) => void {
  let wanted: Tone | null = null;
  let keepSilent = (): void => undefined;
  return (snapshot) => {
    const tone = toneFor(snapshot);
    if (tone === wanted) return;
    wanted = tone;
    keepSilent();
    if (tone === null) ring(null);
    else keepSilent = clock.after(toneAfterMs, () => ring(tone));
  };
}
