/**
 * Runs pieces of work one after the other; one that fails holds up none behind it. Each begins once everything asked for
 * before has ended, and its promise settles like that of `work` itself.
 */
export type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function createInTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

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
