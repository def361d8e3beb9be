import type { InTurn } from '../shared/in-turn.ts';
import { createInTurn } from '../shared/in-turn.ts';

/** As `InTurn`, where only work about the same thing waits for each other. */
export type InTurnAbout = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>;

export function createInTurnAbout(): InTurnAbout {
  const queues = new Map<string, { readonly inTurn: InTurn; waiting: number }>();
  return async (key, work) => {
    const queue = queues.get(key) ?? { inTurn: createInTurn(), waiting: 0 };
    queues.set(key, queue);
    queue.waiting += 1;
    try {
      return await queue.inTurn(work);
    } finally {
      queue.waiting -= 1;
      if (queue.waiting === 0) queues.delete(key);
    }
  };
}
