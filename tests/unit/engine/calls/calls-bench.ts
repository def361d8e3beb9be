import type { Calls } from '#src/engine/calls/calls.ts';
import { createCalls } from '#src/engine/calls/calls.ts';
import type { ContactObstacle } from '#src/engine/links/rules/obstacle.ts';
import type { DeviceKind } from '#src/engine/ports/media-port.ts';
import type { Stores } from '#src/engine/ports/stores-port.ts';
import type { ShareMode } from '#src/shared/settings/share-mode.ts';
import type { CallNoteView, ParticipantView } from '#src/shared/snapshot.ts';
import type { FakeLinks, SentFrame } from '../../../fakes/fake-links.ts';
import { createFakeLinks } from '../../../fakes/fake-links.ts';
import type { FakeMedia } from '../../../fakes/fake-media.ts';
import { createFakeMedia } from '../../../fakes/fake-media.ts';
import { createFakeStreams } from '../../../fakes/fake-streams.ts';
import { createInMemoryStores } from '../../../fakes/in-memory-stores.ts';
import type { VirtualClock } from '../../../fakes/virtual-clock.ts';
import { createVirtualClock, settle } from '../../../fakes/virtual-clock.ts';

/** One browser's calls on fake links and fake devices. */
export interface Bench {
  readonly calls: Calls;
  readonly links: FakeLinks;
  readonly media: FakeMedia;
  readonly clock: VirtualClock;
  readonly notes: (Omit<CallNoteView, 'id' | 'kind'> & { readonly contactId: string })[];
  shareMode: ShareMode;
  /** What is in the way to everybody. */
  obstacle: ContactObstacle | undefined;
  /** The device that is preferred, by kind. */
  readonly preferred: Partial<Record<DeviceKind, string>>;
  /** What happens when the list of devices is read anew. */
  listing: () => Promise<void>;
  /** Who was pointed out as having called in vain. */
  readonly asked: { readonly video: boolean }[];
  readonly errors: string[];
  changes(): number;
  phase(): string | undefined;
  /** The one with whom the call is, as surfaces see them. */
  other(): ParticipantView | undefined;
  /** The last frame of that kind sent to the contact. */
  lastFrame(kind: string): unknown;
}

export interface BenchOptions {
  readonly stores?: Pick<Stores, 'untoldCalls'>;
  readonly self?: string;
  readonly clock?: VirtualClock;
  readonly onSend?: (sent: SentFrame) => void;
  readonly callIdDigit?: string;
}

export function createBench({
  self = 'alice',
  clock = createVirtualClock(),
  onSend,
  callIdDigit = 'a',
  stores = createInMemoryStores(),
}: BenchOptions = {}): Bench {
  const links = createFakeLinks(onSend);
  const media = createFakeMedia();
  const notes: Bench['notes'] = [];
  const preferred: Bench['preferred'] = {};
  const asked: { readonly video: boolean }[] = [];
  const errors: string[] = [];
  let changes = 0;
  let ids = 0;
  const calls = createCalls({
    self: () => self,
    links,
    media,
    streams: createFakeStreams(),
    untoldCalls: stores.untoldCalls,
    clock,
    shareMode: () => bench.shareMode,
    preferred: (device) => preferred[device] ?? null,
    listed: (device) => media.devices[device].map(({ id }) => id),
    readDevices: () => bench.listing(),
    contactName: (id) => id.toUpperCase(),
    obstacle: () => bench.obstacle,
    newId() {
      ids += 1;
      return callIdDigit + String(ids).padStart(31, '0');
    },
    askPermission: (wanted) => void asked.push(wanted),
    onChange() {
      changes += 1;
    },
    onNote: (contactId, note) => void notes.push({ contactId, ...note }),
    log: (level, event) => void (level === 'error' && errors.push(event)),
  });
  const bench: Bench = {
    shareMode: 'text',
    obstacle: undefined,
    calls,
    links,
    media,
    clock,
    notes,
    preferred,
    listing: async () => undefined,
    asked,
    errors,
    changes: () => changes,
    phase: () => calls.view()?.phase,
    other: () => calls.view()?.participants[0],
    lastFrame: (kind) => links.sent.map(({ frame }) => frame).findLast((frame) => isRecord(frame) && frame.t === kind),
  };
  return bench;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** A video call from Bob arrives on a new link. */
export function ringAt({ links, calls }: Bench): void {
  links.open('bob');
  calls.handleOpened('bob');
  calls.handleFrame('bob', { t: 'call.invite', callId: 'f'.repeat(32), video: true });
}

export interface Pair {
  readonly alice: Bench;
  readonly bob: Bench;
  readonly clock: VirtualClock;
  /** A new link between the two, whose slots exist on both sides as soon as one side prepares. */
  open(): void;
  drop(): void;
}

/** Two browsers whose frames reach each other in the next turn of the event loop. */
export function createPair(): Pair {
  const clock = createVirtualClock();
  const alice = createBench({ self: 'alice', clock, callIdDigit: 'a', onSend: (sent) => pass(sent, 'alice') });
  const bob = createBench({ self: 'bob', clock, callIdDigit: 'b', onSend: (sent) => pass(sent, 'bob') });

  function pass({ frame }: SentFrame, from: 'alice' | 'bob'): void {
    const to = from === 'alice' ? bob : alice;
    queueMicrotask(() => {
      if (to.links.isOpen(from)) to.calls.handleFrame(from, structuredClone(frame));
    });
  }

  return {
    alice,
    bob,
    clock,
    open() {
      const here = alice.links.open('bob');
      const there = bob.links.open('alice');
      here.prepare = () => {
        here.prepared += 1;
        if (here.ready) return;
        here.ready = true;
        there.ready = true;
        queueMicrotask(() => {
          alice.calls.handleMediaReady('bob');
          bob.calls.handleMediaReady('alice');
        });
      };
      alice.calls.handleOpened('bob');
      bob.calls.handleOpened('alice');
    },
    drop() {
      alice.links.close('bob');
      bob.links.close('alice');
      alice.calls.handleClosed('bob', 'down');
      bob.calls.handleClosed('alice', 'down');
    },
  };
}

/** The two in a video call, each seeing the other. */
export async function connectedPair(): Promise<Pair> {
  const pair = createPair();
  pair.open();
  pair.alice.calls.start({ contactId: 'bob', video: true });
  await settle();
  pair.bob.calls.answer({ video: true });
  await settle();
  return pair;
}
