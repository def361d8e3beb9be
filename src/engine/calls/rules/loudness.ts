/** Speech into a good microphone lies between these; below is the noise of a quiet room. */
const quietestDb = -60;
const loudestDb = -6;

/** How loud sound is on a scale from 0 to 1, as people hear it; `samples` lie between -1 and 1. */
export function loudnessOf(samples: Float32Array): number {
  if (samples.length === 0) return 0;
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const db = 10 * Math.log10(power);
  return Math.min(1, Math.max(0, (db - quietestDb) / (loudestDb - quietestDb)));
}
