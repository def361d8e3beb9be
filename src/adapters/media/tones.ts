import type { Tone } from '../../engine/ports/media-port.ts';

interface Pattern {
  /** After this it begins again. */
  readonly periodS: number;
  readonly strikes: readonly Strike[];
  /** Highest amplitude of a strike, where 1 is all that the speaker can do. */
  readonly volume: number;
  /** Time in which a strike falls to about a third. */
  readonly decayS: number;
}

interface Strike {
  readonly atS: number;
  readonly hz: number;
}

const attackS = 0.008;
/** A strike is left alone once it is a thousandth of what it was: nobody hears more, and all of it takes time to compute. */
const decaysPerStrike = 7;

/** Samples per second of a tone: four times what its highest partial needs. Speakers that want more have them made. */
export const toneSampleRate = 24_000;

/** A rising figure like two struck glasses, and far away a single low one; both end long before they begin again. */
const patterns: Readonly<Record<Tone, Pattern>> = {
  ring: {
    periodS: 3,
    strikes: [
      { atS: 0, hz: 659.25 },
      { atS: 0.16, hz: 880 },
      { atS: 0.32, hz: 987.77 },
      { atS: 0.8, hz: 659.25 },
      { atS: 0.96, hz: 880 },
      { atS: 1.12, hz: 987.77 },
    ],
    volume: 0.22,
    decayS: 0.2,
  },
  'ring-back': {
    periodS: 3,
    strikes: [
      { atS: 0, hz: 440 },
      { atS: 0.2, hz: 440 },
    ],
    volume: 0.06,
    decayS: 0.16,
  },
};

/** One period of a tone as samples between -1 and 1, silent at both ends so that it repeats without a click. */
export function renderTone(tone: Tone): Float32Array<ArrayBuffer> {
  const { periodS, strikes, volume, decayS } = patterns[tone];
  const samples = new Float32Array(Math.round(periodS * toneSampleRate));
  for (const { atS, hz } of strikes) {
    const first = Math.round(atS * toneSampleRate);
    const end = Math.min(samples.length, first + Math.round(decaysPerStrike * decayS * toneSampleRate));
    for (let index = first; index < end; index += 1) {
      const timeS = (index - first) / toneSampleRate;
      const loudness = volume * Math.min(1, timeS / attackS) * Math.exp(-timeS / decayS);
      samples[index] = (samples[index] ?? 0) + loudness * timbre(2 * Math.PI * hz * timeS);
    }
  }
  return samples;
}

/** A fundamental with a little of its octave and twelfth. */
function timbre(phase: number): number {
  return 0.7 * Math.sin(phase) + 0.2 * Math.sin(2 * phase) + 0.1 * Math.sin(3 * phase);
}
