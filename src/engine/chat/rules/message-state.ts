import type { Counters } from './counters.ts';
import type { ChatMessage, ChatState, MessageProgress } from './state.ts';

/** How far a message has come; received ones count as delivered, as do those of former epochs that nobody was seen to read. */
export function messageState(state: ChatState, message: ChatMessage): MessageProgress {
  const { counters, handedOver } = state;
  if (!message.mine) return 'delivered';
  if (message.epoch !== counters.myEpoch) return formerState(counters, message);
  if (message.count <= counters.readByThem) return 'read';
  if (message.count <= counters.acknowledged) return 'delivered';
  return message.count <= Math.max(handedOver, mailedThrough(counters)) ? 'sent' : 'queued';
}

function formerState({ former = [] }: Counters, { epoch, count }: ChatMessage): MessageProgress {
  return count <= (former.find((one) => one.epoch === epoch)?.readByThem ?? 0) ? 'read' : 'delivered';
}

/** Everything of ours up to this count is stored there, or lies in their mailbox. */
export function mailedThrough({ acknowledged, mailed = [] }: Counters): number {
  return Math.max(acknowledged, mailed.at(-1)?.through ?? 0);
}
