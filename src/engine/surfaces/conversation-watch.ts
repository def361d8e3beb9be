import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { ConversationView } from '../../shared/snapshot.ts';
import type { HistoryView } from '../chat/conversation-view.ts';
import type { HistoryMove, HistoryWindow } from '../chat/history-window.ts';

/** Who asks for more than this before getting any of it is not one of our surfaces. */
const mostMoves = 16;

interface ConversationWatchDependencies {
  /** Where the conversation is to be begun. */
  readonly opening: (id: ContactId) => HistoryMove;
  readonly read: (id: ContactId, move: HistoryMove, window: HistoryWindow | null) => Promise<HistoryView>;
  readonly send: (conversation: ConversationView | null) => void;
  readonly onFault: (error: unknown) => void;
}

/** Which conversation one surface shows, and which part of it. */
export interface ConversationWatch {
  contactId(): ContactId | null;
  /** Another one begins where reading goes on, the same one stays where it is. */
  show(contactId: ContactId | null): void;
  move(move: HistoryMove): void;
  stop(): void;
}

/** One read at a time, so that what is sent last was read last, and changes in the meantime become one. */
export function createConversationWatch({
  opening,
  read,
  send,
  onFault,
}: ConversationWatchDependencies): ConversationWatch {
  let watched: ContactId | null = null;
  /** The part that was sent last; null before the first one. */
  let window: HistoryWindow | null = null;
  /** Told again with each part: a surface may get the second one before it has drawn the first. */
  let unreadId: string | undefined;
  let moves: readonly HistoryMove[] = [];
  let reading = false;

  const readNext = async (next: HistoryMove): Promise<void> => {
    const id = watched;
    const found = id === null ? null : await read(id, next, window);
    // While it was read the person may have gone on to another one.
    if (watched !== id) return;
    window = found?.window ?? null;
    unreadId = found?.view.unreadId ?? unreadId;
    send(found && { ...found.view, ...(unreadId !== undefined && { unreadId }) });
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
    if (isStep(next)) moves = [...moves, next].slice(0, mostMoves);
    else moves = [next];
    if (!reading) void readAll();
  };

  return {
    contactId: () => watched,
    show(contactId) {
      const isOther = contactId !== watched;
      watched = contactId;
      if (!isOther) {
        move({ kind: 'stay' });
        return;
      }
      window = null;
      unreadId = undefined;
      // Asked now, because the conversation counts as read as soon as somebody looks at it.
      move(contactId === null ? { kind: 'newest' } : opening(contactId));
    },
    move,
    stop() {
      watched = null;
      moves = [];
    },
  };
}

/** Whether it leads on from where one is. */
function isStep({ kind }: HistoryMove): boolean {
  return kind === 'stay' || kind === 'earlier' || kind === 'later';
}
