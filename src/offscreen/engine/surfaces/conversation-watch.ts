import type { ContactId } from '../../../shared/contact-id.ts';
import type { ConversationView } from '../../../shared/snapshot.ts';
import type { HistoryView } from '../chat/conversation-view.ts';
import type { HistoryMove, HistoryWindow } from '../chat/history-window.ts';

/** Who asks for more than this before getting any of it is not one of our surfaces. */
const mostMoves = 16;

interface ConversationWatchDependencies {
  readonly read: (id: ContactId, move: HistoryMove, window: HistoryWindow | null) => Promise<HistoryView>;
  readonly send: (conversation: ConversationView | null) => void;
  readonly onFault: (error: unknown) => void;
}

/** Which conversation one surface shows, and which part of it. */
export interface ConversationWatch {
  contactId(): ContactId | null;
  /** Another one begins with its newest part, the same one stays where it is. */
  show(contactId: ContactId | null): void;
  move(move: HistoryMove): void;
  stop(): void;
}

/** One read at a time, so that what is sent last was read last, and changes in the meantime become one. */
export function createConversationWatch({ read, send, onFault }: ConversationWatchDependencies): ConversationWatch {
  let watched: ContactId | null = null;
  /** The part that was sent last; null before the first one. */
  let window: HistoryWindow | null = null;
  let moves: readonly HistoryMove[] = [];
  let reading = false;

  const readNext = async (next: HistoryMove): Promise<void> => {
    const id = watched;
    const found = id === null ? null : await read(id, next, window);
    // While it was read the person may have gone on to another one.
    if (watched !== id) return;
    window = found?.window ?? null;
    send(found?.view ?? null);
  };

  const readAll = async (): Promise<void> => {
    reading = true;
    for (let [next] = moves; next !== undefined; [next] = moves) {
      moves = moves.slice(1);
      await readNext(next).catch(onFault);
    }
    reading = false;
  };

  const move = (next: HistoryMove): void => {
    if (next.kind === 'stay' && moves.length > 0) return;
    if (next.kind === 'newest' || next.kind === 'around') moves = [next];
    else moves = [...moves, next].slice(0, mostMoves);
    if (!reading) void readAll();
  };

  return {
    contactId: () => watched,
    show(contactId) {
      const isOther = contactId !== watched;
      if (isOther) window = null;
      watched = contactId;
      move({ kind: isOther ? 'newest' : 'stay' });
    },
    move,
    stop() {
      watched = null;
      moves = [];
    },
  };
}
