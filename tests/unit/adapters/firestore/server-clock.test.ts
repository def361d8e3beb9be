import { describe, expect, test } from 'vitest';
import { createServerClock } from '#src/adapters/firestore/server-clock.ts';

function setUp() {
  const local = { wallMs: 1_000_000, monotonicMs: 50 };
  const clock = createServerClock({ wallMs: () => local.wallMs, monotonicMs: () => local.monotonicMs });
  const pass = (ms: number): void => {
    local.wallMs += ms;
    local.monotonicMs += ms;
  };
  return { local, clock, pass };
}

const write = { stampMs: 5_000_100, sentMs: 1_000_000, acknowledgedMs: 1_000_200 };

describe('the clock of the service', () => {
  test('is unknown before it was learnt, whatever was observed', () => {
    const { clock } = setUp();
    clock.observe(5_000_000);
    expect(clock.nowMs()).toBeNull();
  });

  test('puts the stamp in the middle between sending and acknowledgement', () => {
    const { clock } = setUp();
    clock.learn(write);
    expect(clock.nowMs()).toBe(5_000_000);
  });

  test('goes on with the local clock, which may be days wrong', () => {
    const { clock, pass } = setUp();
    clock.learn(write);
    pass(90_000);
    expect(clock.nowMs()).toBe(5_090_000);
  });

  test.each([
    ['was put forward', 3_600_000],
    ['was put back', -3_600_000],
    ['was put forward by just over the tolerance', 5_001],
  ])('is forgotten when the local clock %s', (_how, jumpMs) => {
    const { local, clock, pass } = setUp();
    clock.learn(write);
    pass(1_000);
    local.wallMs += jumpMs;
    expect(clock.nowMs()).toBeNull();
    local.wallMs -= jumpMs;
    expect(clock.nowMs()).toBeNull();
  });

  test('survives the small corrections of a time service', () => {
    const { local, clock } = setUp();
    clock.learn(write);
    local.wallMs += 5_000;
    expect(clock.nowMs()).toBe(5_005_000);
  });

  test('is never behind a stamp that has arrived', () => {
    const { clock, pass } = setUp();
    clock.learn(write);
    clock.observe(5_000_040);
    expect(clock.nowMs()).toBe(5_000_040);
    pass(10);
    clock.observe(4_000_000);
    expect(clock.nowMs()).toBe(5_000_050);
  });

  test('is learnt anew by a later write', () => {
    const { local, clock } = setUp();
    clock.learn(write);
    local.wallMs += 3_600_000;
    clock.learn({ stampMs: 5_000_500, sentMs: 4_600_000, acknowledgedMs: 4_600_000 });
    expect(clock.nowMs()).toBe(5_000_500);
  });
});
