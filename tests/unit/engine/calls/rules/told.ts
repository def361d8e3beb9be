import type { CallFrame } from '#src/engine/calls/rules/frames.ts';
import type { CallEffect, CallFact, CallMachine } from '#src/engine/calls/rules/state.ts';
import { idleCalls } from '#src/engine/calls/rules/state.ts';
import { stepCall } from '#src/engine/calls/rules/step.ts';

export interface Run {
  readonly machine: CallMachine;
  readonly effects: readonly CallEffect[];
}

/** The state after these facts, each a second later than the one before, and the effects of the last. */
export function tellAll(...facts: readonly CallFact[]): Run {
  let run: Run = { machine: idleCalls, effects: [] };
  facts.forEach((fact, index) => {
    const [machine, effects] = stepCall(run.machine, { ...fact, atMs: index * 1000 });
    run = { machine, effects };
  });
  return run;
}

export function frames({ effects }: Run): readonly CallFrame[] {
  return effects.flatMap((effect) => (effect.kind === 'send' ? [effect.frame] : []));
}

export function timers({ effects }: Run): readonly (readonly [string, number])[] {
  return effects.flatMap((effect) => (effect.kind === 'start-timer' ? [[effect.timer, effect.delayMs] as const] : []));
}

export function note({ effects }: Run) {
  return effects.find((effect) => effect.kind === 'write-note')?.note;
}
