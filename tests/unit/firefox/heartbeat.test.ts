import { beforeEach, describe, expect, it } from 'vitest';
import { createSleepWitness, startHeartbeat } from '#src/firefox/heartbeat.ts';
import { createMemoryStorage } from '../../fakes/memory-storage.ts';
import { createVirtualClock } from '../../fakes/virtual-clock.ts';

/** As long as Firefox waits. */
const idleMs = 30_000;

let asked: number;
let said: object[];
let suspend: () => void;
let open: Window[];
let clock: ReturnType<typeof createVirtualClock>;
let witness: ReturnType<typeof createSleepWitness>;

function pageThatSays(): Window {
  const page: unknown = { browser: { runtime: { sendMessage: async (words: object) => void said.push(words) } } };
  return page as Window;
}

beforeEach(() => {
  asked = 0;
  said = [];
  open = [];
  clock = createVirtualClock();
  witness = createSleepWitness(createMemoryStorage());
  startHeartbeat({
    runtime: {
      async getPlatformInfo() {
        asked += 1;
      },
      onSuspend: {
        addListener(listener) {
          suspend = listener;
        },
      },
    },
    pages: () => open,
    clock,
    witness,
  });
});

describe('the heartbeat', () => {
  it('asks the browser something before it falls asleep, again and again', async () => {
    for (let time = 1; time <= 5; time += 1) {
      const before = asked;
      await clock.advanceAsync(idleMs);
      expect(asked).toBeGreaterThan(before);
    }
    expect(said).toEqual([]);
  });

  it('speaks from an open page as well, for words from there are an event', async () => {
    open = [pageThatSays()];
    await clock.advanceAsync(idleMs);
    expect(said).toEqual([{ to: 'nobody' }]);
  });

  it('goes on where the browser refuses', async () => {
    const deaf: unknown = { browser: { runtime: { sendMessage: () => Promise.reject(new Error('nobody hears')) } } };
    open = [deaf as Window];
    await clock.advanceAsync(3 * idleMs);
    expect(asked).toBe(4);
  });

  it('remembers that this page was put to sleep all the same', () => {
    expect(witness.read()).toBe(false);
    suspend();
    expect(witness.read()).toBe(true);
  });

  it('forgets it only when the page stayed awake by itself for a minute', async () => {
    witness.write(true);
    open = [pageThatSays()];
    await clock.advanceAsync(10 * idleMs);
    expect(witness.read()).toBe(true);
    open = [];
    await clock.advanceAsync(59_000);
    expect(witness.read()).toBe(true);
    await clock.advanceAsync(2_000);
    expect(witness.read()).toBe(false);
  });
});
