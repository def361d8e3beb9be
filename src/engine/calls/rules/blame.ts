import type { CallEvent, CallMachine, CallStep } from './state.ts';

/** Says of a call that just ended unreached what was in the way, both to surfaces and in the note that stays. */
export function blame(before: CallMachine, [machine, effects]: CallStep, { obstacle }: CallEvent): CallStep {
  const { call } = machine;
  const isNews = call.phase === 'ended' && call.ending === 'not-reachable' && call !== before.call;
  if (!isNews || obstacle === undefined) return [machine, effects];
  return [
    { ...machine, call: { ...call, obstacle } },
    effects.map((effect) =>
      effect.kind === 'write-note' ? { ...effect, note: { ...effect.note, obstacle } } : effect,
    ),
  ];
}
