import type { Snapshot } from '../../../shared/snapshot.ts';
import type { Tone } from '../../media/tones.ts';

/** What should be heard at this moment. Whoever is not to be disturbed still hears the ring of a call they make. */
export function toneFor({ call, settings }: Pick<Snapshot, 'call' | 'settings'>): Tone | null {
  if (!settings.ringSound) return null;
  if (call?.phase === 'incoming') return settings.doNotDisturb ? null : 'ring';
  return call?.phase === 'ringing' ? 'ring-back' : null;
}
