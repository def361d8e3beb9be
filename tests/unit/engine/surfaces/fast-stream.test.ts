import { describe, expect, it } from 'vitest';
import { createFastStream } from '#src/engine/surfaces/fast-stream.ts';
import { createFakePort } from '../../../fakes/fake-port.ts';

function open(...topics: string[]) {
  const stream = createFastStream();
  const surface = createFakePort();
  stream.attach(surface.port);
  const listen = (...wanted: unknown[]): void => surface.say({ kind: 'topics', topics: wanted });
  listen(...topics);
  return { stream, surface, listen, take: (topic: string) => surface.say({ kind: 'taken', topic }) };
}

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `topic-${index}`);

describe('the fast stream', () => {
  it('skips what a slow surface has no time for, and gives it the latest', () => {
    const { stream, surface, take } = open('pointer');
    for (const value of [1, 2, 3]) stream.publish('pointer', value);
    expect(surface.posted).toEqual([{ topic: 'pointer', value: 1 }]);
    take('pointer');
    expect(surface.posted.slice(1)).toEqual([{ topic: 'pointer', value: 3 }]);
    take('pointer');
    expect(surface.posted).toHaveLength(2);
  });

  it('lets no topic wait for another, and no surface for another', () => {
    const { stream, surface } = open('pointer', 'score');
    const quick = createFakePort();
    stream.attach(quick.port);
    quick.say({ kind: 'topics', topics: ['pointer'] });
    stream.publish('pointer', 1);
    quick.say({ kind: 'taken', topic: 'pointer' });
    stream.publish('pointer', 2);
    stream.publish('score', 7);
    expect(surface.posted).toEqual([
      { topic: 'pointer', value: 1 },
      { topic: 'score', value: 7 },
    ]);
    expect(quick.posted).toEqual([
      { topic: 'pointer', value: 1 },
      { topic: 'pointer', value: 2 },
    ]);
  });

  it('keeps nothing for a surface that begins to listen later', () => {
    const { stream, surface, listen } = open();
    stream.publish('pointer', 1);
    listen('pointer');
    expect(surface.posted).toEqual([]);
  });

  it('forgets what waited for a surface that listened no longer', () => {
    const { stream, surface, listen, take } = open('pointer');
    stream.publish('pointer', 1);
    stream.publish('pointer', 2);
    listen();
    expect(stream.isWanted('pointer')).toBe(false);
    listen('pointer');
    take('pointer');
    expect(surface.posted).toEqual([{ topic: 'pointer', value: 1 }]);
  });

  it('is not held up by the value that was on its way when a surface listened anew', () => {
    const { stream, surface, listen } = open('pointer');
    stream.publish('pointer', 1);
    listen();
    listen('pointer');
    stream.publish('pointer', 2);
    expect(surface.posted).toHaveLength(2);
  });

  it('goes on with a topic where it was when others come and go', () => {
    const { stream, surface, listen, take } = open('pointer');
    stream.publish('pointer', 1);
    stream.publish('pointer', 2);
    listen('pointer', 'score');
    take('pointer');
    expect(surface.posted.slice(1)).toEqual([{ topic: 'pointer', value: 2 }]);
  });

  it('says nothing more to a surface that has closed', () => {
    const { stream, surface } = open('pointer');
    surface.leave();
    stream.publish('pointer', 1);
    expect(surface.posted).toEqual([]);
    expect(stream.isWanted('pointer')).toBe(false);
  });

  it('tells who publishes a topic that somebody begins to listen, and tells nobody else', () => {
    const { stream, listen } = open();
    const told: string[] = [];
    stream.onWanted('pointer', () => told.push(stream.isWanted('pointer') ? 'pointer' : 'too early'));
    stream.onWanted('score', () => told.push('score'));
    listen('pointer', 'unknown');
    listen('pointer');
    expect(told).toEqual(['pointer']);
  });

  it('takes sixteen topics with names of 64 characters', () => {
    const { stream } = open(...names(15), 'x'.repeat(64));
    expect(stream.isWanted('x'.repeat(64))).toBe(true);
  });

  it.each([
    [{ kind: 'topics', topics: names(17) }],
    [{ kind: 'topics', topics: ['x'.repeat(65)] }],
    [{ kind: 'topics', topics: [7] }],
    [{ kind: 'topics', topics: 'topic-0' }],
    [{ kind: 'taken', topic: 'x'.repeat(65) }],
    [{ kind: 'taken' }],
    [{ topics: ['topic-1'] }],
    ['topics'],
    [null],
  ])('does not look at %j', (message) => {
    const { stream, surface } = open('topic-0');
    stream.publish('topic-0', 1);
    stream.publish('topic-0', 2);
    surface.say(message);
    expect(surface.posted).toHaveLength(1);
    expect(stream.isWanted('topic-0')).toBe(true);
    expect(stream.isWanted('topic-1')).toBe(false);
  });

  it('is not moved by thanks for what was never sent', () => {
    const { stream, surface, take } = open('pointer');
    take('pointer');
    take('score');
    stream.publish('pointer', 1);
    stream.publish('pointer', 2);
    expect(surface.posted).toHaveLength(1);
  });
});
