import type { SoundMeter } from '../../engine/ports/media-port.ts';

/** At 48 kHz a sixth of a second: what lies between two looks is mostly seen. */
const windowSamples = 8_192;

/**
 * Hears a muted microphone too: by a copy of the track that is switched on, and leads nowhere but into the meter. One that
 * is on is heard as it is, for every copy is one more open input. It opens no speaker.
 */
export function openSoundMeter(
  track: MediaStreamTrack,
  openContext: () => AudioContext = openSilentContext,
  makeStream: (track: MediaStreamTrack) => MediaStream = (heard) => new MediaStream([heard]),
): SoundMeter {
  const copy = track.enabled ? null : track.clone();
  if (copy !== null) copy.enabled = true;
  const context = openContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = windowSamples;
  context.createMediaStreamSource(makeStream(copy ?? track)).connect(analyser);
  const samples = new Float32Array(windowSamples);
  return {
    samples() {
      analyser.getFloatTimeDomainData(samples);
      return samples;
    },
    close() {
      copy?.stop();
      void context.close();
    },
  };
}

/** Not yet in TypeScript's list: Web Audio §1.2.1. */
interface SilentContextOptions extends AudioContextOptions {
  readonly sinkId: { readonly type: 'none' };
}

function openSilentContext(): AudioContext {
  const options: SilentContextOptions = { sinkId: { type: 'none' }, latencyHint: 'playback' };
  return new AudioContext(options);
}
