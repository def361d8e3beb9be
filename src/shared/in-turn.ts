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
