import * as v from 'valibot';
import type { ContactId } from '../../../shared/contact-id.ts';
import type { FeedUpdate } from '../../../shared/messaging/feed.ts';
import type { Port } from '../../../shared/messaging/runtime-port.ts';
import type { ConversationView, Snapshot } from '../../../shared/snapshot.ts';

/** How many entries a surface gets at first, and how many more each time it asks for earlier ones. */
const pageSize = 60;

interface FeedDependencies {
  readonly snapshot: () => Snapshot;
  readonly conversation: (id: ContactId, entries: number) => Promise<ConversationView>;
  /** Called with each snapshot that differs from the one before. */
  onSnapshot(snapshot: Snapshot): void;
  /** Which conversations are before somebody's eyes now has changed. */
  onWatched(visible: ReadonlySet<ContactId>): void;
  onFault(error: unknown): void;
}

export interface Feed {
  attach(port: Port): void;
  /** Something in the snapshot may be new; many calls in a row make one update. */
  snapshotChanged(): void;
  conversationChanged(id: ContactId): void;
}

interface Surface {
  readonly port: Port;
  number: number;
  watched: ContactId | null;
  visible: boolean;
  entries: number;
}

const requestSchema = v.variant('kind', [
  v.object({ kind: v.literal('watch'), contactId: v.nullable(v.string()), visible: v.boolean() }),
  v.object({ kind: v.literal('earlier'), contactId: v.string() }),
]);

/** Keeps every open surface in step: first the whole snapshot, then numbered changes. */
export function createFeed(deps: FeedDependencies): Feed {
  const surfaces = new Set<Surface>();
  let sent: Snapshot | undefined;
  let scheduled = false;

  const post = (surface: Surface, update: UnnumberedUpdate): void => {
    surface.port.post({ ...update, number: surface.number++ } satisfies FeedUpdate);
  };

  const publish = (): void => {
    scheduled = false;
    const next = deps.snapshot();
    const changes = sent ? difference(sent, next) : next;
    sent = next;
    if (Object.keys(changes).length === 0) return;
    for (const surface of surfaces) post(surface, { kind: 'changes', changes });
    deps.onSnapshot(next);
  };

  const sendConversation = async (surface: Surface): Promise<void> => {
    const id = surface.watched;
    const conversation = id === null ? null : await deps.conversation(id, surface.entries);
    // While it was read the person may have gone on to another one.
    if (surfaces.has(surface) && surface.watched === id) post(surface, { kind: 'conversation', conversation });
  };

  const refresh = (surface: Surface): void => void sendConversation(surface).catch(deps.onFault);

  const reportWatched = (): void => {
    const visible = [...surfaces].filter((surface) => surface.visible).map((surface) => surface.watched);
    deps.onWatched(new Set(visible.filter((id) => id !== null)));
  };

  const receive = (surface: Surface, message: unknown): void => {
    const request = v.safeParse(requestSchema, message);
    if (!request.success) return;
    if (request.output.kind === 'earlier') {
      surface.entries += pageSize;
    } else {
      const { contactId, visible } = request.output;
      if (contactId !== surface.watched) surface.entries = pageSize;
      surface.watched = contactId;
      surface.visible = visible;
      reportWatched();
    }
    refresh(surface);
  };

  return {
    attach(port) {
      const surface: Surface = { port, number: 0, watched: null, visible: false, entries: pageSize };
      if (!sent || scheduled) publish();
      surfaces.add(surface);
      port.onMessage((message) => receive(surface, message));
      port.onDisconnect(() => {
        surfaces.delete(surface);
        reportWatched();
      });
      post(surface, { kind: 'snapshot', snapshot: sent ?? deps.snapshot() });
    },
    snapshotChanged() {
      if (scheduled) return;
      scheduled = true;
      queueMicrotask(publish);
    },
    conversationChanged(id) {
      for (const surface of surfaces) if (surface.watched === id) refresh(surface);
    },
  };
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
