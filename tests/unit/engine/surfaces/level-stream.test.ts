import { describe, expect, it } from 'vitest';
import { createFastStream } from '#src/engine/surfaces/fast-stream.ts';
import { startLevelStream } from '#src/engine/surfaces/level-stream.ts';
import { microphoneLevelTopic } from '#src/shared/messaging/fast-stream.ts';
import { createFakePort } from '../../../fakes/fake-port.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

function start() {
  const clock = createVirtualClock();
  const stream = createFastStream();
  let level = 0;
  startLevelStream({ stream, clock, level: () => level });
  const surface = createFakePort();
  stream.attach(surface.port);
  return {
    clock,
    surface,
    listen: (...topics: string[]) => surface.say({ kind: 'topics', topics }),
    setLevel: (next: number) => {
      level = next;
    },
  };
}

describe('the level of the microphone', () => {
  it('is told thirty times a second while somebody watches, and measured for nobody', () => {
    const { clock, surface, listen, setLevel } = start();
    expect(clock.pending()).toBe(0);
    listen(microphoneLevelTopic);
    setLevel(0.5);
    surface.say({ kind: 'taken', topic: microphoneLevelTopic });
    clock.advance(33);
    expect(surface.posted).toEqual([
      { topic: microphoneLevelTopic, value: 0 },
      { topic: microphoneLevelTopic, value: 0.5 },
    ]);
    listen();
    clock.advance(33);
    expect(clock.pending()).toBe(0);
  });

  it('is measured once, however many watch', () => {
    const { clock, listen } = start();
    listen(microphoneLevelTopic);
    listen();
    listen(microphoneLevelTopic);
    expect(clock.pending()).toBe(1);
  });
});
