import * as v from 'valibot';
import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { FeedUpdate, WantedPlace } from '../../shared/messaging/feed.ts';
import type { Port } from '../../shared/messaging/port.ts';
import type { ConversationView, Snapshot } from '../../shared/snapshot.ts';
import type { HistoryView } from '../chat/conversation-view.ts';
import type { HistoryMove, HistoryWindow } from '../chat/history-window.ts';
import type { ConversationWatch } from './conversation-watch.ts';
import { createConversationWatch } from './conversation-watch.ts';

interface FeedDependencies {
  readonly snapshot: () => Snapshot;
  readonly opening: (id: ContactId) => HistoryMove;
  readonly conversation: (id: ContactId, move: HistoryMove, window: HistoryWindow | null) => Promise<HistoryView>;
  /** Called with each snapshot that differs from the one before. */
  onSnapshot(snapshot: Snapshot): void;
  /** Which conversations are before somebody's eyes now has changed. */
  onWatched(visible: ReadonlySet<ContactId>): void;
  /** A surface has closed. */
  onClosed(): void;
  onFault(error: unknown): void;
}

export interface Feed {
  attach(port: Port): void;
  /** Something in the snapshot may be new; many calls in a row make one update. */
  snapshotChanged(): void;
  conversationChanged(id: ContactId): void;
  /** Asks the surface that was used last to come to the front; false when none is open. */
  bringForward(place: WantedPlace): boolean;
}

interface Surface {
  readonly port: Port;
  number: number;
  visible: boolean;
  readonly watch: ConversationWatch;
}

const requestSchema = v.variant('kind', [
  v.object({ kind: v.literal('watch'), contactId: v.nullable(v.string()), visible: v.boolean() }),
  v.object({ kind: v.picklist(['earlier', 'later', 'newest']), contactId: v.string() }),
  v.object({ kind: v.literal('around'), contactId: v.string(), messageId: v.pipe(v.string(), v.maxLength(64)) }),
]);

/** Keeps every open surface in step: first the whole snapshot, then numbered changes. */
export function createFeed(deps: FeedDependencies): Feed {
  /** The one used last at the end. */
  const surfaces = new Set<Surface>();
  let sent: Snapshot | undefined;
  let scheduled = false;

  const publish = (): void => {
    scheduled = false;
    const next = deps.snapshot();
    const changes = sent ? difference(sent, next) : next;
    sent = next;
    if (Object.keys(changes).length === 0) return;
    for (const surface of surfaces) post(surface, { kind: 'changes', changes });
    deps.onSnapshot(next);
  };

  const reportWatched = (): void => deps.onWatched(visibleIn(surfaces));

  const receive = (surface: Surface, message: unknown): void => {
    const request = v.safeParse(requestSchema, message);
    if (!request.success) return;
    const { kind, contactId } = request.output;
    if (kind !== 'watch') {
      if (contactId === surface.watch.contactId()) surface.watch.move(request.output);
      return;
    }
    surface.visible = request.output.visible;
    if (surface.visible) moveToEnd(surfaces, surface);
    surface.watch.show(contactId);
    reportWatched();
  };

  return {
    attach(port) {
      const surface = createSurface(port, deps);
      if (!sent || scheduled) publish();
      surfaces.add(surface);
      // Before anything it has asked for already, which would be a gap to it.
      post(surface, { kind: 'snapshot', snapshot: sent ?? deps.snapshot() });
      port.onMessage((message) => receive(surface, message));
      port.onDisconnect(() => {
        surfaces.delete(surface);
        surface.watch.stop();
        reportWatched();
        deps.onClosed();
      });
    },
    snapshotChanged() {
      if (!scheduled) queueMicrotask(publish);
      scheduled = true;
    },
    bringForward(place) {
      const last = [...surfaces].at(-1);
      if (last) post(last, { kind: 'come-forward', place });
      return last !== undefined;
    },
    conversationChanged(id) {
      for (const surface of surfaces) if (surface.watch.contactId() === id) surface.watch.move({ kind: 'stay' });
    },
  };
}

function createSurface(port: Port, { opening, conversation: read, onFault }: FeedDependencies): Surface {
  const send = (conversation: ConversationView | null) => post(surface, { kind: 'conversation', conversation });
  const watch = createConversationWatch({ opening, read, send, onFault });
  const surface: Surface = { port, number: 0, visible: false, watch };
  return surface;
}

function visibleIn(surfaces: ReadonlySet<Surface>): ReadonlySet<ContactId> {
  const visible = [...surfaces].filter((surface) => surface.visible).map(({ watch }) => watch.contactId());
  return new Set(visible.filter((id) => id !== null));
}

function moveToEnd<T>(all: Set<T>, one: T): void {
  all.delete(one);
  all.add(one);
}

function post(surface: Surface, update: UnnumberedUpdate): void {
  surface.port.post({ ...update, number: surface.number++ } satisfies FeedUpdate);
}

type Unnumbered<T> = T extends unknown ? Omit<T, 'number'> : never;
type UnnumberedUpdate = Unnumbered<FeedUpdate>;

/** The top-level parts that differ; both sides are plain data. */
function difference(before: Snapshot, after: Snapshot): Partial<Snapshot> {
  const keys = Object.keys(after) as (keyof Snapshot)[];
  return Object.fromEntries(
    keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key])).map((key) => [key, after[key]]),
  );
}
