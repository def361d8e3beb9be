import { describe, expect, it } from 'vitest';
import { createSharedPages } from '#src/engine/pointing/shared-pages.ts';
import { createFastStream } from '#src/engine/surfaces/fast-stream.ts';
import { hueOf } from '#src/shared/hue.ts';
import { drawingTopic, pointerTopic } from '#src/shared/pointing-view.ts';
import type { OwnPartView } from '#src/shared/snapshot.ts';
import { createFakePort } from '../../../fakes/fake-port.ts';
import { callWith, contactNamed } from '../../../fakes/surface-snapshots.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

const handle = 'ab'.repeat(16);
const topic = pointerTopic('mine');
const bob = contactNamed('Bob');
const shown = { kind: 'shown', name: 'Bob', hue: hueOf(bob.id) };

function createPages() {
  const clock = createVirtualClock();
  const stream = createFastStream();
  const pages = createSharedPages({ clock, attachStream: stream.attach });
  const follow = (screen: OwnPartView['screen'], page: string | null = null): void =>
    pages.followCall(callWith(bob, { self: { screen, share: { paused: null, mode: 'text', source: 'tab', page } } }));
  const open = (own?: string) => {
    const page = createFakePort();
    pages.attach(page.port);
    if (own !== undefined) page.say({ kind: 'here', handle: own });
    return page;
  };
  return { clock, stream, pages, follow, open };
}

describe('pages of the web that may be what is shared', () => {
  it('show what is pointed at when they are', () => {
    const { stream, follow, open } = createPages();
    const page = open(handle);
    follow('picking');
    expect(page.posted).toEqual([]);
    follow('on', handle);
    stream.publish(topic, 1);
    page.say({ kind: 'taken', topic });
    stream.publish(topic, 2);
    stream.publish(drawingTopic('mine'), 3);
    expect(page.posted).toEqual([
      shown,
      { topic, value: 1 },
      { topic, value: 2 },
      { topic: drawingTopic('mine'), value: 3 },
    ]);
  });

  it('hear nothing when they are not', () => {
    const { stream, follow, open } = createPages();
    const [another, silent] = [open('cd'.repeat(16)), open()];
    follow('picking');
    follow('on', handle);
    stream.publish(topic, 1);
    expect([another.posted, silent.posted]).toEqual([[], []]);
    // A share that is no page is known by nothing, as whoever says nothing is.
    follow('on');
    expect([another.posted, silent.posted]).toEqual([[], []]);
  });

  it('show it from when they are told by their handle, which may be after the picker', () => {
    const { stream, follow, open } = createPages();
    const page = open();
    follow('on');
    page.say({ kind: 'here', handle });
    expect(page.posted).toEqual([]);
    follow('on', handle);
    stream.publish(topic, 1);
    expect(page.posted).toEqual([shown, { topic, value: 1 }]);
  });

  it('show nothing any more once something else is shared', () => {
    const { stream, follow, open } = createPages();
    const page = open(handle);
    follow('on', handle);
    follow('on', 'cd'.repeat(16));
    stream.publish(topic, 1);
    expect(page.posted).toEqual([shown, { kind: 'hidden' }]);
    expect(page.isClosed()).toBe(false);
    expect(stream.isWanted(topic)).toBe(false);
    follow('on', handle);
    expect(page.posted.at(-1)).toEqual(shown);
  });

  it('hear nothing else, whatever they ask for', () => {
    const { stream, follow, open } = createPages();
    const page = open(handle);
    follow('on', handle);
    for (const message of [
      { kind: 'topics', topics: ['pointer:theirs', 'microphone-level'] },
      { kind: 'topics', topics: [] },
      { kind: 'taken', topic: 'microphone-level' },
      { kind: 'here', handle: 7 },
      null,
      'topics',
    ]) {
      page.say(message);
    }
    for (const other of ['pointer:theirs', 'microphone-level']) {
      expect(stream.isWanted(other)).toBe(false);
      stream.publish(other, 1);
    }
    expect(page.posted).toEqual([shown]);
    expect(stream.isWanted(topic)).toBe(true);
  });

  it('are let go when nothing is shared any more, or the picker was closed', () => {
    const { stream, follow, open } = createPages();
    const page = open(handle);
    follow('on', handle);
    follow('off');
    expect(page.posted.at(-1)).toEqual({ kind: 'hidden' });
    expect(page.isClosed()).toBe(true);
    expect(stream.isWanted(topic)).toBe(false);
    const cancelled = open(handle);
    follow('picking');
    follow('off');
    expect(cancelled.isClosed()).toBe(true);
  });

  it('are let go when the call ends', () => {
    const { pages, follow, open } = createPages();
    const page = open(handle);
    follow('on', handle);
    pages.followCall(null);
    expect(page.isClosed()).toBe(true);
  });

  it('are let go when no picker opens', () => {
    const { clock, follow, open } = createPages();
    const [late, early] = [open(handle), open(handle)];
    clock.advance(2_999);
    expect(late.isClosed()).toBe(false);
    clock.advance(1);
    expect([late.isClosed(), early.isClosed()]).toEqual([true, true]);
    const chosen = open(handle);
    follow('picking');
    clock.advance(60_000);
    expect(chosen.isClosed()).toBe(false);
  });

  it('are eight at most', () => {
    const { follow, open } = createPages();
    follow('picking');
    const all = Array.from({ length: 9 }, () => open(handle));
    expect(all.map((page) => page.isClosed())).toEqual([...Array.from({ length: 8 }, () => false), true]);
    all[0]?.leave();
    expect(open(handle).isClosed()).toBe(false);
  });

  it('cost nothing once they are gone', () => {
    const { stream, follow, open } = createPages();
    const page = open(handle);
    follow('on', handle);
    page.leave();
    expect(stream.isWanted(topic)).toBe(false);
  });
});
