import type { LinkStep } from './attempts.ts';
import { announce, lose, unchanged } from './attempts.ts';
import { calm, hurry } from './silence-step.ts';
import type { Beats, Carried, CarriedCounts, LinkEffect, LinkPhase, LinkState, LinkTimer, Moment } from './state.ts';
import {
  beatEveryMs,
  heldHealMs,
  heldSilenceMs,
  heldStandstillMs,
  heldUnansweredMs,
  knockEveryMs,
  leastKnocks,
  restartEveryMs,
} from './timing.ts';

// A call must not go on in silence. While a link is held, only an answer counts as contact: what still arrives does not prove that
// anything leaves. A busy computer lets a page stand still for seconds, whose answers are late then; the answers of its network are not.
// A version that takes no beats says so by its pong, and is watched as a link is that nobody holds.

interface Heard {
  readonly isPong: boolean;
  readonly takesBeats?: boolean;
  readonly atMs: number;
}

export function hold(state: LinkState, isHeld: boolean): LinkStep {
  const { held: _held, ...free } = state;
  if (isHeld) {
    const held: LinkState = { ...free, held: true };
    return state.phase.kind === 'healing' ? hurry(held) : [held, firstQuestion(held)];
  }
  const { phase } = free;
  if (phase.kind !== 'open' || phase.beats === undefined) return unchanged(free);
  const { attempt, session } = phase;
  return [{ ...free, phase: { kind: 'open', attempt, session } }, [{ kind: 'stop-timer' }]];
}

/** Goes over the control lane, where every version may be asked. */
export function firstQuestion({ phase, held }: LinkState): readonly LinkEffect[] {
  return held && phase.kind === 'open' ? [{ kind: 'ping', attempt: phase.attempt }] : [];
}

/** A frame came. While the link heals only an answer counts: others may come from somebody who does not hear us. */
export function hear(state: LinkState, { isPong, takesBeats, atMs }: Heard): LinkStep {
  const { phase } = state;
  if (phase.kind === 'healing') return isPong ? restore(state, atMs) : unchanged(state);
  if (phase.kind !== 'open') return unchanged(state);
  const beats = phase.beats !== undefined || (state.held && takesBeats);
  if (beats) return isPong ? startBeating(state, atMs) : unchanged(state);
  return calm(state);
}

/** Packets pass again. */
export function restore(state: LinkState, atMs: number): LinkStep {
  const { phase } = state;
  if (phase.kind !== 'healing') return unchanged(state);
  const { attempt, session, knocks } = phase;
  const open: LinkState = { ...state, phase: { kind: 'open', attempt, session } };
  const [next, effects] = state.held && knocks ? startBeating(open, atMs) : [open, firstQuestion(open)];
  return [next, [{ kind: 'stop-timer' }, announce('restored'), ...effects]];
}

/** They hear us. */
function startBeating(state: LinkState, atMs: number): LinkStep {
  const { phase } = state;
  if (phase.kind !== 'open') return unchanged(state);
  const { attempt, session, beats } = phase;
  return [
    { ...state, phase: { kind: 'open', attempt, session, beats: { ...beats, heardAtMs: atMs, asked: 0 } } },
    [timerOf('beat', attempt, beatEveryMs)],
  ];
}

export function compareCarried(state: LinkState, { counts, atMs }: { counts: CarriedCounts; atMs: number }): LinkStep {
  const { phase } = state;
  if (phase.kind !== 'open' || phase.beats === undefined) return unchanged(state);
  const { carried: before } = phase.beats;
  const carried: Carried = {
    ...before,
    ...counts,
    readAtMs: atMs,
    ...(before !== undefined && counts.arrived > before.arrived && { arrivedAfterMs: before.readAtMs }),
    ...(before !== undefined && counts.answered > before.answered && { answeredAfterMs: before.readAtMs }),
  };
  return unchanged({ ...state, phase: { ...phase, beats: { ...phase.beats, carried } } });
}

function isSilent({ heardAtMs, asked, carried }: Beats, atMs: number): boolean {
  return asked >= leastKnocks && atMs - heardAtMs >= (isCarried(carried, atMs) ? heldStandstillMs : heldSilenceMs);
}

/** Theirs arrives, and ours a moment ago. */
function isCarried({ arrivedAfterMs, answeredAfterMs }: Partial<Carried> = {}, atMs: number): boolean {
  if (arrivedAfterMs === undefined || answeredAfterMs === undefined) return false;
  return atMs - arrivedAfterMs < heldSilenceMs && atMs - answeredAfterMs < heldUnansweredMs;
}

/** Whether it is asked all the time, and repaired again and again. */
export function isWatched(phase: LinkPhase): boolean {
  return (
    (phase.kind === 'open' && phase.beats !== undefined) || (phase.kind === 'healing' && phase.knocks !== undefined)
  );
}

export function beat(state: LinkState, { atMs }: Moment): LinkStep {
  const { phase } = state;
  if (phase.kind !== 'open' || phase.beats === undefined) return unchanged(state);
  const { attempt, beats } = phase;
  if (isSilent(beats, atMs)) return beginKnocking(state, atMs);
  return [
    { ...state, phase: { ...phase, beats: { ...beats, asked: beats.asked + 1 } } },
    [{ kind: 'beat', attempt }, { kind: 'count-carried', attempt }, timerOf('beat', attempt, knockEveryMs)],
  ];
}

/** Packets do not pass: repaired at once, over the lane and through the service. */
export function beginKnocking(state: LinkState, atMs: number): LinkStep {
  const { phase } = state;
  if (phase.kind !== 'open') return unchanged(state);
  const { attempt, session } = phase;
  const knocks = { untilMs: atMs + heldHealMs, restartAtMs: atMs + restartEveryMs };
  return [
    { ...state, phase: { kind: 'healing', attempt, session, hurried: true, knocks } },
    [{ kind: 'restart-ice', attempt }, timerOf('knock', attempt, knockEveryMs), announce('interrupted')],
  ];
}

/** Not when its turn would come, but at once. */
export function repairNow(state: LinkState, atMs: number): LinkStep {
  const { phase } = state;
  if (phase.kind !== 'healing') return unchanged(state);
  const { attempt, knocks } = phase;
  if (knocks === undefined) return hurry(state);
  const next = { ...phase, knocks: { ...knocks, restartAtMs: atMs + restartEveryMs } };
  return [{ ...state, phase: next }, [{ kind: 'restart-ice', attempt }, timerOf('knock', attempt, knockEveryMs)]];
}

export function knock(state: LinkState, moment: Moment): LinkStep {
  const { phase } = state;
  if (phase.kind !== 'healing' || phase.knocks === undefined) return unchanged(state);
  const { attempt, knocks } = phase;
  if (moment.atMs >= knocks.untilMs) return lose(state, moment, 1);
  const asks: readonly LinkEffect[] = [{ kind: 'beat', attempt }, timerOf('knock', attempt, knockEveryMs)];
  if (moment.atMs < knocks.restartAtMs) return [state, asks];
  const next = { ...phase, knocks: { ...knocks, restartAtMs: moment.atMs + restartEveryMs } };
  return [{ ...state, phase: next }, [{ kind: 'renew-mailbox' }, { kind: 'restart-ice', attempt }, ...asks]];
}

function timerOf(timer: LinkTimer, attempt: number, delayMs: number): LinkEffect {
  return { kind: 'start-timer', timer, attempt, delayMs };
}
