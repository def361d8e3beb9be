import type { Log } from '../ports.ts';
import type { Tone } from './tones.ts';
import { renderTone } from './tones.ts';

/** Repeats a tone until it is told another one or null; the speaker is held only meanwhile. */
export function createRinger(openSpeaker: () => AudioContext, log: Log): (tone: Tone | null) => void {
  let sounding: { readonly tone: Tone; readonly speaker: AudioContext } | null = null;

  const report = (cause: unknown): void => {
    log('warn', 'ring-not-heard', { name: cause instanceof Error ? cause.name : 'unknown' });
  };

  return (tone) => {
    if (tone === (sounding?.tone ?? null)) return;
    sounding?.speaker.close().catch(report);
    sounding = null;
    if (tone === null) return;
    const speaker = openSpeaker();
    sounding = { tone, speaker };
    const samples = renderTone(tone, speaker.sampleRate);
    const buffer = speaker.createBuffer(1, samples.length, speaker.sampleRate);
    buffer.copyToChannel(samples, 0);
    const source = speaker.createBufferSource();
    source.buffer = buffer;
    source.loop = true;
    source.connect(speaker.destination);
    source.start();
  };
}
