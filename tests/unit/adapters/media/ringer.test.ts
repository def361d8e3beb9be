import { describe, expect, it } from 'vitest';
import { createRinger } from '#src/adapters/media/ringer.ts';

/** Speakers that only remember whether they are open. */
function setUp() {
  const speakers: { open: boolean; started: number }[] = [];
  const opened: string[] = [];
  const sources: { connect: () => void; start: () => void; onended?: () => void; loop?: boolean }[] = [];
  const ringer = createRinger(
    (id) => {
      const speaker = { open: true, started: 0 };
      opened.push(id);
      speakers.push(speaker);
      const start = (): void => {
        speaker.started += 1;
      };
      const fake = {
        destination: {},
        createBuffer: () => ({ copyToChannel: () => undefined }),
        createBufferSource() {
          const source = { connect: () => undefined, start };
          sources.push(source);
          return source;
        },
        async close() {
          speaker.open = false;
        },
      };
      // Only what the ringer uses of it exists.
      return fake as unknown as AudioContext;
    },
    () => undefined,
  );
  return { ...ringer, speakers, opened, sources };
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

  it('goes on ringing on the speaker that is chosen meanwhile', () => {
    const { ring, useSpeaker, speakers, opened } = setUp();
    ring('ring');
    useSpeaker('headset');
    expect(opened).toEqual(['', 'headset']);
    expect(speakers.map(({ open }) => open)).toEqual([false, true]);
  });

  it('lets go of the speaker after a tone to try it', () => {
    const { playOnce, useSpeaker, speakers, opened, sources } = setUp();
    useSpeaker('headset');
    playOnce('ring');
    expect(opened).toEqual(['headset']);
    expect(sources[0]?.loop).toBe(false);
    sources[0]?.onended?.();
    expect(speakers).toEqual([{ open: false, started: 1 }]);
  });
});
