import { describe, expect, it, vi } from 'vitest';
import { createFeed } from '#src/engine/surfaces/feed.ts';
import type { FeedUpdate } from '#src/shared/messaging/feed.ts';
import type { Snapshot } from '#src/shared/snapshot.ts';
import { createFakePort } from '../../../fakes/fake-port.ts';
import { contactNamed, emptySnapshot, messageSaying } from '../../../fakes/surface-snapshots.ts';

const contacts = [contactNamed('Bob')];
const snapshotOf = (parts: Partial<Snapshot> = {}): Snapshot => ({ ...emptySnapshot, ...parts });

function setUp(read: () => Promise<void> = async () => undefined) {
  let snapshot: Snapshot = snapshotOf();
  const watched: string[][] = [];
  const faults: unknown[] = [];
  const asked: { id: string; move: string; from: number | undefined }[] = [];
  const closings: string[] = [];
  const feed = createFeed({
    snapshot: () => snapshot,
    opening: () => ({ kind: 'newest' }),
    async conversation(id, { kind }, window) {
      asked.push({ id, move: kind, from: window?.from });
      await read();
      const view = { contactId: id, entries: [messageSaying(`read ${asked.length}`)], hasEarlier: false };
      return { view, window: { from: 100 - asked.length, before: Infinity } };
    },
    onSnapshot: () => undefined,
    onWatched: (visible) => watched.push([...visible]),
    onClosed: () => closings.push('closed'),
    onFault: (error) => faults.push(error),
  });
  const become = (parts: Partial<Snapshot>): void => {
    snapshot = snapshotOf(parts);
    feed.snapshotChanged();
  };
  const open = () => {
    const end = createFakePort();
    feed.attach(end.port);
    const updates = end.posted as FeedUpdate[];
    return { ...end, updates, kinds: () => updates.map(({ kind }) => kind) };
  };
  return { become, open, watched, asked, closings, faults, feed };
}

describe('feed', () => {
  it('gives a late surface the whole snapshot and nothing from before', async () => {
    const { become, open } = setUp();
    become({ network: 'offline' });
    await Promise.resolve();
    const { updates } = open();
    expect(updates).toEqual([{ kind: 'snapshot', number: 0, snapshot: snapshotOf({ network: 'offline' }) }]);
  });

  it('brings the surface to the front that was used last, and says when there is none', async () => {
    const { open, feed } = setUp();
    const place = { name: 'home' } as const;
    expect(feed.bringForward(place)).toBe(false);
    const [panel, tab] = [open(), open()];
    expect(feed.bringForward(place)).toBe(true);
    expect([panel.kinds().at(-1), tab.updates.at(-1)]).toEqual([
      'snapshot',
      { kind: 'come-forward', number: 1, place },
    ]);
    panel.say({ kind: 'watch', contactId: null, visible: true });
    feed.bringForward(place);
    expect(panel.kinds().at(-1)).toBe('come-forward');
    tab.say({ kind: 'watch', contactId: null, visible: false });
    panel.leave();
    feed.bringForward(null);
    expect(tab.updates.at(-1)).toMatchObject({ kind: 'come-forward', place: null });
    tab.leave();
    expect(feed.bringForward(null)).toBe(false);
  });

  it('tells that a surface has closed, when it has', () => {
    const { open, closings } = setUp();
    const [first] = [open(), open()];
    expect(closings).toEqual([]);
    first.leave();
    expect(closings).toEqual(['closed']);
  });

  it('sends only the parts that changed, and several changes of one moment as one', async () => {
    const { become, open } = setUp();
    const { updates } = open();
    become({ network: 'offline' });
    become({ network: 'offline', contacts });
    await Promise.resolve();
    expect(updates.slice(1)).toEqual([{ kind: 'changes', number: 1, changes: { network: 'offline', contacts } }]);
  });

  it('leaves no change out between the snapshot of one surface and the next update', async () => {
    const { become, open } = setUp();
    const first = open();
    become({ network: 'offline' });
    const second = open();
    await Promise.resolve();
    expect(first.updates.at(-1)).toMatchObject({ kind: 'changes', changes: { network: 'offline' } });
    expect(second.updates).toMatchObject([{ snapshot: { network: 'offline' } }]);
  });

  it('begins with the snapshot also for a surface that asked before the engine could hear it', () => {
    const { feed } = setUp();
    const { port, posted } = createFakePort();
    const onMessage: typeof port.onMessage = (receive) => receive({ kind: 'watch', contactId: null, visible: true });
    feed.attach({ ...port, onMessage });
    expect(posted).toMatchObject([
      { kind: 'snapshot', number: 0 },
      { kind: 'conversation', number: 1 },
    ]);
  });

  it('tells which conversations are seen, until their surface closes', async () => {
    const { open, watched } = setUp();
    const surface = open();
    surface.say({ kind: 'watch', contactId: 'B', visible: true });
    surface.say({ kind: 'watch', contactId: 'B', visible: false });
    surface.say({ kind: 'watch', contactId: 'C', visible: true });
    surface.leave();
    expect(watched).toEqual([['B'], [], ['C'], []]);
  });

  it('does not show the former conversation to somebody who has gone on', async () => {
    const { open } = setUp();
    const surface = open();
    surface.say({ kind: 'watch', contactId: 'B', visible: true });
    surface.say({ kind: 'watch', contactId: 'C', visible: true });
    await vi.waitFor(() => expect(surface.kinds()).toContain('conversation'));
    const shown = surface.updates.flatMap((update) => (update.kind === 'conversation' ? [update.conversation] : []));
    expect(shown.map((conversation) => conversation?.contactId)).toEqual(['C']);
  });

  it('reads further back each time a surface asks for earlier messages, from where the last part began', async () => {
    const { open, asked } = setUp();
    const surface = open();
    surface.say({ kind: 'watch', contactId: 'B', visible: true });
    surface.say({ kind: 'earlier', contactId: 'B' });
    surface.say({ kind: 'earlier', contactId: 'B' });
    await vi.waitFor(() => expect(asked).toHaveLength(3));
    expect(asked).toEqual([
      { id: 'B', move: 'newest', from: undefined },
      { id: 'B', move: 'earlier', from: 99 },
      { id: 'B', move: 'earlier', from: 98 },
    ]);
  });

  it('does not read further back in a conversation that is not on screen', async () => {
    const { open, asked } = setUp();
    const surface = open();
    surface.say({ kind: 'watch', contactId: 'B', visible: true });
    surface.say({ kind: 'earlier', contactId: 'C' });
    await vi.waitFor(() => expect(surface.kinds()).toContain('conversation'));
    expect(asked.map(({ move }) => move)).toEqual(['newest']);
  });

  it('does not let a slow older read overwrite a newer one, and makes one of all changes meanwhile', async () => {
    const reads: (() => void)[] = [];
    const { open, asked, feed } = setUp(() => new Promise((resolve) => reads.push(resolve)));
    const surface = open();
    surface.say({ kind: 'watch', contactId: 'B', visible: true });
    for (const _ of Array(5)) feed.conversationChanged('B');
    expect(asked).toHaveLength(1);
    reads[0]?.();
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    reads[1]?.();
    await vi.waitFor(() => expect(surface.kinds().filter((kind) => kind === 'conversation')).toHaveLength(2));
    expect(surface.updates.at(-1)).toMatchObject({ conversation: { entries: [{ text: 'read 2' }] } });
    expect(asked.map(({ move }) => move)).toEqual(['newest', 'stay']);
  });

  it('goes on after a read that failed', async () => {
    const outcomes = [Promise.reject(new Error('disk')), Promise.resolve()];
    const { open, faults, feed } = setUp(() => outcomes.shift() ?? Promise.resolve());
    const surface = open();
    surface.say({ kind: 'watch', contactId: 'B', visible: true });
    feed.conversationChanged('B');
    await vi.waitFor(() => expect(surface.kinds()).toContain('conversation'));
    expect(faults).toHaveLength(1);
  });

  it.each([null, 'watch', { kind: 'watch' }, { kind: 'watch', contactId: 7, visible: true }, { kind: 'earlier' }])(
    'is not disturbed by %j',
    (message) => {
      const { open, watched, asked } = setUp();
      open().say(message);
      expect([watched, asked]).toEqual([[], []]);
    },
  );
});
