/** Speech into a good microphone lies between these; below is the noise of a quiet room. */
const quietestDb = -60;
const loudestDb = -6;

/** At usual rates a twentieth of a second: longer than a syllable's gap, shorter than an eye notices. */
const newestSamples = 2_048;

/** How loud the newest of the sound is on a scale from 0 to 1, as people hear it; `samples` lie between -1 and 1. */
export function loudnessOf(samples: Float32Array): number {
  if (samples.length === 0) return 0;
  const newest = samples.subarray(-newestSamples);
  const power = newest.reduce((sum, sample) => sum + sample * sample, 0) / newest.length;
  const db = 10 * Math.log10(power);
  return Math.min(1, Math.max(0, (db - quietestDb) / (loudestDb - quietestDb)));
}

/** The loudest of all samples as linear amplitude, 0 to 1. */
export function peakOf(samples: Float32Array): number {
  return samples.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0);
}
