import type { CallEnding } from '#src/engine/calls/rules/call-note.ts';
import type { CallFrame } from '#src/engine/calls/rules/frames.ts';
import type { CallEffect, CallFact, CallMachine, CallTimer } from '#src/engine/calls/rules/state.ts';
import { idleCalls, isJoined, liveCall } from '#src/engine/calls/rules/state.ts';
import { stepCall } from '#src/engine/calls/rules/step.ts';

/** Two browsers and the link between them, small enough to try every order of events. */

export type Side = 'alice' | 'bob';
export const other: Readonly<Record<Side, Side>> = { alice: 'bob', bob: 'alice' };

export interface Person {
  readonly machine: CallMachine;
  readonly timers: readonly CallTimer[];
  /** Frames on their way to this person. */
  readonly inbox: readonly CallFrame[];
  readonly endings: Readonly<Record<string, CallEnding>>;
  readonly rings: number;
}

export interface World {
  readonly alice: Person;
  readonly bob: Person;
  readonly linkOpen: boolean;
}

/** `cut` loses what is on the way; `mend` opens a new link. */
export type Move = CallFact | 'cut' | 'mend';

const person: Person = { machine: idleCalls, timers: [], inbox: [], endings: {}, rings: 0 };
export const newWorld: World = { alice: person, bob: person, linkOpen: true };

export function tell(world: World, side: Side, fact: CallFact): World {
  if (fact.kind !== 'timer-fired') return step(world, side, fact);
  if (!world[side].timers.includes(fact.timer)) return world;
  const timers = world[side].timers.filter((timer) => timer !== fact.timer);
  return step({ ...world, [side]: { ...world[side], timers } }, side, fact);
}

function step(world: World, side: Side, fact: CallFact): World {
  const before = world[side];
  const [machine, effects] = stepCall(before.machine, { ...fact, atMs: 1000 });
  const beganToRing = machine.call.phase === 'incoming' && before.machine.call.phase !== 'incoming';
  const rings = before.rings + (beganToRing ? 1 : 0);
  const after: Person = { ...before, machine, rings, endings: recordEnding(before, machine) };
  return effects.reduce((next, effect) => perform(next, side, effect), { ...world, [side]: after });
}

function perform(world: World, side: Side, effect: CallEffect): World {
  const own = world[side];
  switch (effect.kind) {
    case 'send':
      return send(world, side, effect.frame);
    case 'send-state':
      return send(world, side, { t: 'call.state', callId: effect.callId, ...devicesOf(own) });
    case 'start-timer':
      return { ...world, [side]: { ...own, timers: [...new Set([...own.timers, effect.timer])] } };
    case 'stop-timers':
      return { ...world, [side]: { ...own, timers: [] } };
    case 'prepare-media':
      return world.linkOpen ? tell(world, side, { kind: 'media-ready', contactId: other[side] }) : world;
    case 'acquire-devices':
      return tell(world, side, { kind: 'devices-settled' });
    case 'pick-screen':
      return tell(world, side, { kind: 'screen-picked' });
    default:
      return world;
  }
}

/** Nobody speaks or films who only shows a screen or watches one. */
function devicesOf({ machine: { call } }: Person) {
  const isShare = isJoined(call) && call.share === true;
  return { mic: !isShare, camera: !isShare, screen: isShare && call.direction === 'outgoing' };
}

function send(world: World, from: Side, frame: CallFrame): World {
  const to = other[from];
  return world.linkOpen ? { ...world, [to]: { ...world[to], inbox: [...world[to].inbox, frame] } } : world;
}

function recordEnding(before: Person, machine: CallMachine): Person['endings'] {
  const { call } = machine;
  if (call.phase !== 'ended' || before.machine.call === call) return before.endings;
  return { ...before.endings, [call.callId]: call.ending };
}

/** Undefined when nothing is on its way to that side. */
export function deliver(world: World, side: Side): World | undefined {
  const [frame, ...rest] = world[side].inbox;
  if (frame === undefined) return undefined;
  const taken = { ...world, [side]: { ...world[side], inbox: rest } };
  return tell(taken, side, { kind: 'frame-received', contactId: other[side], frame });
}

export function play(world: World, side: Side, move: Move): World {
  if (typeof move !== 'string') return tell(world, side, move);
  const linkOpen = move === 'mend';
  if (linkOpen === world.linkOpen) return world;
  const empty = (each: Person): Person => ({ ...each, inbox: [] });
  const kind = linkOpen ? 'link-opened' : 'link-down';
  const changed: World = { alice: empty(world.alice), bob: empty(world.bob), linkOpen };
  return tell(tell(changed, 'alice', { kind, contactId: 'bob' }), 'bob', { kind, contactId: 'alice' });
}

/** Every world in which the two scripts have been played and everything sent has arrived, over all orders. */
export function everyOutcome(scripts: Scripts, start: World = newWorld): readonly World[] {
  const outcomes: World[] = [];
  const seen = new Set<string>();
  const waiting: Position[] = [{ world: start, alice: 0, bob: 0 }];
  for (let position = waiting.pop(); position !== undefined; position = waiting.pop()) {
    const key = JSON.stringify(position);
    if (seen.has(key)) continue;
    seen.add(key);
    const next = nextPositions(position, scripts);
    if (next.length === 0) outcomes.push(position.world);
    waiting.push(...next);
  }
  return outcomes;
}

export type Scripts = Readonly<Record<Side, readonly Move[]>>;

/** How far each script has been played, and the world it led to. */
interface Position extends Readonly<Record<Side, number>> {
  readonly world: World;
}

function nextPositions(position: Position, scripts: Scripts): readonly Position[] {
  return (['alice', 'bob'] as const).flatMap((side) => {
    const move = scripts[side][position[side]];
    const played =
      move === undefined ? [] : [{ ...position, [side]: position[side] + 1, world: play(position.world, side, move) }];
    const world = deliver(position.world, side);
    return world === undefined ? played : [...played, { ...position, world }];
  });
}

/** Lets every timer run out, and everything sent arrive. */
export function runOut(world: World): World {
  let now = world;
  for (let turn = 0; turn < 50; turn += 1) {
    const side = now.alice.timers.length > 0 ? 'alice' : 'bob';
    const [timer] = now[side].timers;
    const next =
      deliver(now, 'alice') ??
      deliver(now, 'bob') ??
      (timer === undefined ? undefined : tell(now, side, { kind: 'timer-fired', timer }));
    if (next === undefined) return now;
    now = next;
  }
  throw new Error(`still busy: ${JSON.stringify(now)}`);
}

export function callIdOf({ machine }: Person): string | undefined {
  return liveCall(machine)?.callId;
}
