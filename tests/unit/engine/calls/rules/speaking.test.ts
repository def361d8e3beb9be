import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { silent, stepSpeaking } from '#src/engine/calls/rules/speaking.ts';

const voice = 0.2;
const quiet = 0.001;

function speaking(levels: readonly number[]): boolean {
  return levels.reduce(stepSpeaking, silent).speaking;
}

describe('somebody speaks', () => {
  it('from the second loud sample on, so that a struck key is no speech', () => {
    expect(speaking([voice])).toBe(false);
    expect(speaking([voice, quiet, voice])).toBe(false);
    expect(speaking([voice, voice])).toBe(true);
  });

  it('through the pauses between words', () => {
    expect(speaking([voice, voice, quiet, quiet, quiet, quiet])).toBe(true);
    expect(speaking([voice, voice, quiet, quiet, quiet, quiet, quiet])).toBe(false);
  });

  it('is told at most twice in seven samples, whatever is heard', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(voice, quiet), { maxLength: 140 }), (levels) => {
        let state = silent;
        let changes = 0;
        for (const level of levels) {
          const next = stepSpeaking(state, level);
          if (next.speaking !== state.speaking) changes += 1;
          state = next;
        }
        expect(changes).toBeLessThanOrEqual(2 * Math.ceil(levels.length / 7));
      }),
    );
  });

  it('from a level of 0.02 on', () => {
    expect(speaking([0.02, 0.02])).toBe(true);
    expect(speaking([0.0199, 0.0199])).toBe(false);
  });

  it('without a new object while nothing changes', () => {
    expect(stepSpeaking(silent, quiet)).toBe(silent);
    expect(stepSpeaking({ speaking: false, differing: 1 }, quiet)).toEqual(silent);
  });
});
