import { appendFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** `npm run soak` wants the full figures and names a file for the rows; otherwise a short form runs and only its failures matter. */
const {
  BEELINE_SOAK_REPORT: reportFile,
  BEELINE_SOAK_MINUTES: wantedMinutes,
  BEELINE_SOAK_RUNS: wantedRuns,
} = process.env;
const isSoak = reportFile !== undefined;
const budgetMs = wantedMinutes === undefined ? Infinity : Number(wantedMinutes) * 60_000;
const longestRowMs = 6 * 3_600_000;
const progressEveryMs = 5_000;

export interface RowRun {
  /** How many of them are to be done. */
  readonly count: number;
  /** True once this row has used up its time: it ends then, and says how far it came. */
  isOutOfTime(): boolean;
  /** Called after each one. */
  progress(done: number): void;
}

export interface RowResult {
  readonly done: number;
  /** What went against the promise, each in one line. */
  readonly faults: readonly string[];
  /** More figures for the table. */
  readonly detail?: string;
}

interface Row {
  /** The name of a fault or promise in the table of what has to be survived. */
  readonly row: string;
  /** What is counted, such as `seeds`. */
  readonly unit: string;
  readonly full: number;
  readonly short: number;
  run(run: RowRun): Promise<RowResult>;
}

/** One row of the table, as a test. */
export function soakRow({ row, unit, full, short, run }: Row): void {
  const count = isSoak ? Math.min(full, wantedRuns === undefined ? full : Number(wantedRuns)) : short;
  test(
    `${row}: ${count} ${unit}`,
    async () => {
      const startedMs = performance.now();
      let toldMs = startedMs;
      const result = await run({
        count,
        isOutOfTime: () => performance.now() - startedMs > budgetMs,
        progress(done) {
          if (!isSoak || performance.now() - toldMs < progressEveryMs) return;
          toldMs = performance.now();
          console.info(`${row}: ${done} of ${count} ${unit}`);
        },
      }).catch((error: unknown): RowResult => ({ done: 0, faults: [String(error)] }));
      if (isSoak) report({ row, unit, full, seconds: (performance.now() - startedMs) / 1_000, ...result });
      expect(result.faults).toEqual([]);
      expect(result.done).toBe(count);
    },
    longestRowMs,
  );
}

function report(line: RowResult & { row: string; unit: string; full: number; seconds: number }): void {
  if (reportFile) appendFileSync(reportFile, `${JSON.stringify(line)}\n`);
}
