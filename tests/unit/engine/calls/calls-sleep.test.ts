import { describe, expect, it } from 'vitest';
import { lostTimeoutMs } from '#src/engine/calls/rules/state.ts';
import { settle } from '../../../fakes/virtual-clock.ts';
import { createBench, ringAt } from './calls-bench.ts';

const talkMs = 300_000;
const sleepMs = 3_600_000;

async function talkingBench() {
  const bench = createBench();
  ringAt(bench);
  bench.links.media('bob').ready = true;
  bench.calls.answer({ video: false });
  await settle();
  bench.calls.handleMediaReady('bob');
  await bench.clock.advanceAsync(talkMs);
  return bench;
}

describe('a computer that falls asleep in a call', () => {
  it('tells afterwards how long the two have talked, not how long it slept', async () => {
    const bench = await talkingBench();
    bench.clock.sleep(sleepMs);
    await bench.clock.advanceAsync(1_000);
    bench.links.close('bob');
    bench.calls.handleClosed('bob', 'down');
    await bench.clock.advanceAsync(lostTimeoutMs);
    expect(bench.notes).toMatchObject([{ ending: 'connection-lost' }]);
    expect(Math.abs((bench.notes[0]?.durationMs ?? 0) - talkMs)).toBeLessThanOrEqual(1_000);
    expect(bench.clock.pending()).toBe(0);
  });

  it('tells the same as the other side, which was awake', async () => {
    const bench = await talkingBench();
    bench.clock.sleep(sleepMs);
    await bench.clock.advanceAsync(1_000);
    const callId = bench.calls.view()?.callId;
    const lengthMs = talkMs + 7_000;
    bench.calls.handleFrame('bob', { t: 'call.hangup', callId, reason: 'connection-lost', lengthMs });
    expect(bench.notes).toMatchObject([{ ending: 'connection-lost', durationMs: lengthMs }]);
  });
});
