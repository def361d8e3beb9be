import { describe, expect, it } from 'vitest';
import { createRinger } from '../../../../src/offscreen/media/ringer.ts';

/** Speakers that only remember whether they are open. */
function setUp() {
  const speakers: { open: boolean; started: number }[] = [];
  const ring = createRinger(
    () => {
      const speaker = { open: true, started: 0 };
      speakers.push(speaker);
      const start = (): void => {
        speaker.started += 1;
      };
      const fake = {
        sampleRate: 8000,
        destination: {},
        createBuffer: () => ({ copyToChannel: () => undefined }),
        createBufferSource: () => ({ connect: () => undefined, start }),
        async close() {
          speaker.open = false;
        },
      };
      // Only what the ringer uses of it exists.
      return fake as unknown as AudioContext;
    },
    () => undefined,
  );
  return { ring, speakers };
}

describe('the ringer', () => {
  it('holds one speaker while it rings and none afterwards', () => {
    const { ring, speakers } = setUp();
    ring('ring');
    ring('ring');
    expect(speakers).toEqual([{ open: true, started: 1 }]);
    ring(null);
    expect(speakers).toEqual([{ open: false, started: 1 }]);
  });

  it('opens none for silence', () => {
    const { ring, speakers } = setUp();
    ring(null);
    expect(speakers).toEqual([]);
  });

  it('never sounds two tones at once', () => {
    const { ring, speakers } = setUp();
    ring('ring-back');
    ring('ring');
    expect(speakers.map(({ open }) => open)).toEqual([false, true]);
  });
});
