import type { Stage } from './stage.mjs';

type Measure<On> = (stage: On, round: number) => Promise<number>;

/** Two things measured in the same run, in the same browsers, in shuffled order. */
export interface BenchCase<On = Stage> {
  readonly name: string;
  readonly ours: string;
  readonly beside: string;
  /** Greatest ratio of the medians. */
  readonly goal: number;
  /** The median of ours must also be exactly this. */
  readonly exactly?: number;
  /** `ms` unless said otherwise. */
  readonly unit?: string;
  /** Of each. */
  readonly rounds: number;
  /** Rounds that are not counted, in which compilers and caches get warm. */
  readonly warmUps?: number;
  readonly measureOurs: Measure<On>;
  readonly measureBeside: Measure<On>;
  /** What bounds the goal, or what ours is an alternative to: one more column. */
  readonly third?: { readonly what: string; readonly measure: Measure<On> };
}
