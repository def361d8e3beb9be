import type { IceCandidate } from '../../engine/links/rules/candidate.ts';
import type { Gathering } from './gathering.ts';

/**
 * When what was found since goes on its way, after the description: by the first of them most links are open and the signal is saved,
 * and by the last no attempt lives any more. A relay by TCP takes three round trips to come, each of which may last a second.
 */
const batchesAfterMs = [1_000, 2_000, 4_000, 8_000] as const;

/** Hands on what gathering still finds, in four batches at most and none without content; the returned function ends it. */
export function startInBatches(
  gathering: Pick<Gathering, 'takeRest' | 'isOver'>,
  onBatch: (candidates: readonly IceCandidate[]) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  function wait(index: number): void {
    const dueMs = batchesAfterMs[index];
    if (dueMs === undefined || gathering.isOver()) return;
    timer = setTimeout(
      () => {
        const rest = gathering.takeRest();
        if (rest.length > 0) onBatch(rest);
        wait(index + 1);
      },
      dueMs - (batchesAfterMs[index - 1] ?? 0),
    );
  }

  wait(0);
  return () => clearTimeout(timer);
}
