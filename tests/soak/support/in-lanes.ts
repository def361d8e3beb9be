import type { RowRun } from './row.ts';

/** So many at once keep every core busy with the browser's own cryptography, which works beside the program. */
const lanes = 16;

/** Does `one` for the numbers from 0 to `count`, several at once; resolves to how many were done in time. */
export async function inLanes(
  { count, isOutOfTime, progress }: RowRun,
  one: (number: number) => Promise<void>,
): Promise<number> {
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < count && !isOutOfTime()) {
      const number = next;
      next += 1;
      await one(number);
      done += 1;
      progress(done);
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return done;
}
