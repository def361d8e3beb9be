import { loudnessOf } from '../../engine/calls/rules/loudness.ts';
import type { LevelMeter } from '../../engine/ports/media-port.ts';

/** A fifteenth of a second at usual rates: longer than a syllable's gap, shorter than an eye notices. */
const windowSamples = 2_048;

export function createLevelMeter(track: MediaStreamTrack): LevelMeter {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = windowSamples;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(windowSamples);
  return {
    level() {
      analyser.getFloatTimeDomainData(samples);
      return loudnessOf(samples);
    },
    close: () => void context.close(),
  };
}
