import type { Log } from '../../engine/ports/log.ts';
import type { Tone } from '../../engine/ports/media-port.ts';
import { renderTone, toneSampleRate } from './tones.ts';

export interface Ringer {
  /** Repeats a tone until it is told another one or null; the speaker is held only meanwhile. */
  ring(tone: Tone | null): void;
  /** Plays a tone once, to try the speaker. */
  playOnce(tone: Tone): void;
  useSpeaker(id: string | null): void;
}

/** `openSpeaker` is given the device, empty for the system's choice. */
export function createRinger(openSpeaker: (speakerId: string) => AudioContext, log: Log): Ringer {
  let sounding: { readonly tone: Tone; readonly speaker: AudioContext } | null = null;
  let speakerId = '';

  const report = (cause: unknown): void => {
    log('warn', 'ring-not-heard', { name: cause instanceof Error ? cause.name : 'unknown' });
  };
  const close = (speaker: AudioContext): void => void speaker.close().catch(report);

  function sound(tone: Tone, { loop }: { readonly loop: boolean }): AudioContext {
    const speaker = openSpeaker(speakerId);
    const samples = renderTone(tone);
    const buffer = speaker.createBuffer(1, samples.length, toneSampleRate);
    buffer.copyToChannel(samples, 0);
    const source = speaker.createBufferSource();
    source.buffer = buffer;
    source.loop = loop;
    if (!loop) source.onended = () => close(speaker);
    source.connect(speaker.destination);
    source.start();
    return speaker;
  }

  function ring(tone: Tone | null): void {
    if (tone === (sounding?.tone ?? null)) return;
    if (sounding !== null) close(sounding.speaker);
    sounding = tone === null ? null : { tone, speaker: sound(tone, { loop: true }) };
  }

  return {
    ring,
    playOnce: (tone) => void sound(tone, { loop: false }),
    useSpeaker(id) {
      const wanted = id ?? '';
      if (wanted === speakerId) return;
      speakerId = wanted;
      const tone = sounding?.tone ?? null;
      ring(null);
      ring(tone);
    },
  };
}
