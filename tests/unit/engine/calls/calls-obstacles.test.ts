import { describe, expect, it } from 'vitest';
import { settle } from '../../../fakes/virtual-clock.ts';
import { createBench } from './calls-bench.ts';

describe('a call that reached nobody', () => {
  it('says what was in the way when it ended, to the screen and in the note that stays', async () => {
    const bench = createBench();
    bench.calls.start({ contactId: 'bob', video: false });
    await settle();
    bench.obstacle = 'relay-refused';
    bench.clock.advance(30_000);
    await settle();
    expect(bench.calls.view()).toMatchObject({ ending: 'not-reachable', obstacle: 'relay-refused' });
    expect(bench.notes).toMatchObject([{ ending: 'not-reachable', obstacle: 'relay-refused' }]);
    bench.obstacle = undefined;
    bench.calls.handleClosed('bob', 'down');
    expect(bench.calls.view()).toMatchObject({ obstacle: 'relay-refused' });
  });

  it('blames nothing here when it was they who were away', async () => {
    const bench = createBench();
    bench.calls.start({ contactId: 'bob', video: false });
    await settle();
    bench.clock.advance(30_000);
    await settle();
    expect(bench.calls.view()).toMatchObject({ ending: 'not-reachable' });
    expect(bench.calls.view()).not.toHaveProperty('obstacle');
    expect(bench.notes[0]).not.toHaveProperty('obstacle');
  });

  it('blames nothing when somebody was reached and did not want to', async () => {
    const bench = createBench();
    bench.links.open('bob');
    bench.calls.start({ contactId: 'bob', video: false });
    await settle();
    bench.obstacle = 'unreachable';
    bench.calls.hangUp();
    expect(bench.calls.view()).toMatchObject({ ending: 'cancelled-here' });
    expect(bench.calls.view()).not.toHaveProperty('obstacle');
  });
});
