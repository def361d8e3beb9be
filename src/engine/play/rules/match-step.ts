import type { Game } from './game.ts';
import { otherSeat } from './game.ts';
import { fitsInAppFrame } from './lane-frames.ts';
import type { PlayFrame } from './play-frames.ts';
import type { Act, LogEntry } from './round.ts';
import { applyAct } from './round.ts';
import type { Match, TableEffect } from './table.ts';
import { actsOf, nextRound, noteOf } from './table.ts';

type NextMatch = readonly [Match, readonly TableEffect[]];
type Frame<Name extends PlayFrame['t']> = Extract<PlayFrame, { t: Name }>;

/** The person here does something in the round; nothing happens when it is not valid. */
export function actHere(match: Match, game: Game, act: Act): NextMatch {
  const n = actsOf(match, match.seat).length;
  const acted = append(match, game, { seat: match.seat, act });
  if (acted === undefined) return [match, []];
  const [next, noted] = acted;
  const { id, round } = match;
  const told: TableEffect = { kind: 'send', frame: { t: 'play.acts', id, round, n, acts: [act] } };
  return thenFollow([next, [...noted, { kind: 'keep' }, told]], game);
}

/** A choice of the person here, which travels hidden where the game hides it. */
export function chooseHere(match: Match, game: Game, value: unknown): NextMatch {
  const choice = game.parseMove(value);
  if (choice === undefined) return [match, []];
  if (game.hidden === undefined) return actHere(match, game, { kind: 'move', move: choice });
  const move = game.hidden.commit(choice, match.secret);
  const [next, effects] = actHere({ ...match, choice }, game, { kind: 'move', move });
  return effects.length === 0 ? [match, []] : [next, effects];
}

export function receiveActs(match: Match, game: Game, { n, acts }: Frame<'play.acts'>): NextMatch {
  const seat = otherSeat(match.seat);
  const known = actsOf(match, seat).length;
  // One further on is missing; it comes with the next link.
  if (n > known) return [match, []];
  let next = match;
  let effects: readonly TableEffect[] = [];
  for (const act of acts.slice(known - n)) {
    const acted = append(next, game, { seat, act });
    if (acted === undefined) return complain(next, kept(match, next, effects));
    next = acted[0];
    effects = [...effects, ...acted[1]];
  }
  return thenFollow([next, kept(match, next, effects)], game);
}

/** Stored once, however many acts have come together. */
function kept(before: Match, after: Match, effects: readonly TableEffect[]): readonly TableEffect[] {
  return after === before ? effects : [...effects, { kind: 'keep' }];
}

/** What the other side has not stored, in as many frames as it takes. */
export function repeatActs(match: Match, have: number): readonly TableEffect[] {
  const { id, round, seat } = match;
  const effects: TableEffect[] = [];
  let frame: Frame<'play.acts'> | undefined;
  for (const [index, { act }] of actsOf(match, seat).slice(have).entries()) {
    const longer: Frame<'play.acts'> | undefined = frame && { ...frame, acts: [...frame.acts, act] };
    if (longer !== undefined && longer.acts.length <= 64 && fitsInAppFrame(longer)) {
      frame = longer;
      continue;
    }
    if (frame !== undefined) effects.push({ kind: 'send', frame });
    frame = { t: 'play.acts', id, round, n: have + index, acts: [act] };
  }
  return frame === undefined ? effects : [...effects, { kind: 'send', frame }];
}

/** Another round begins when both want one. */
export function wantRematch(
  match: Match,
  game: Game,
  { who, secret }: { who: 'mine' | 'theirs'; secret: string },
): NextMatch {
  if (match.position.outcome === null || match.rematch[who]) return [match, []];
  const rematch = { ...match.rematch, [who]: true };
  const { id, round } = match;
  const asked: readonly TableEffect[] =
    who === 'mine' ? [{ kind: 'send', frame: { t: 'play.rematch', id, round: round + 1 } }] : [];
  const wanted: Match = { ...match, rematch };
  const next = rematch.mine && rematch.theirs ? nextRound(wanted, game, secret) : wanted;
  return [next, [{ kind: 'keep' }, ...asked]];
}

/** They are a round further on, which they can be only because both of us wanted it. */
export function catchUp(match: Match, game: Game, { round, secret }: { round: number; secret: string }): Match {
  const behind = round === match.round + 1 && match.rematch.mine && match.position.outcome !== null;
  return behind ? nextRound(match, game, secret) : match;
}

function complain(match: Match, effects: readonly TableEffect[]): NextMatch {
  const counted: readonly TableEffect[] = [...effects, { kind: 'count-bad-frame' }];
  if (match.invalid.there) return [match, counted];
  const told: TableEffect = { kind: 'send', frame: { t: 'play.invalid', id: match.id } };
  return [{ ...match, invalid: { ...match.invalid, there: true } }, [...counted, told]];
}

/** Far more than a round takes; whoever asks for an undo without end fills no disk with it. */
export const mostActs = 2_000;

/** Undefined when the act is not valid. The end of the round counts, and is noted, once: when it comes about. */
function append(match: Match, game: Game, entry: LogEntry): NextMatch | undefined {
  const position = match.log.length < mostActs ? applyAct(game, match.position, entry) : undefined;
  if (position === undefined) return undefined;
  const next: Match = { ...match, position, log: [...match.log, entry] };
  const { outcome } = position;
  if (outcome === null || match.position.outcome !== null) return [next, []];
  if (outcome.winner === null) return [next, [noteOf(next, 'drawn')]];
  const [first, second] = match.score;
  const scored: Match = { ...next, score: outcome.winner === 0 ? [first + 1, second] : [first, second + 1] };
  return [scored, [noteOf(scored, outcome.winner === match.seat ? 'won' : 'lost')]];
}

/** Makes the move that follows from a hidden choice, once it may be told. */
function thenFollow([match, effects]: NextMatch, game: Game): NextMatch {
  const { choice, secret, seat, position } = match;
  if (game.hidden === undefined || choice === undefined || position.outcome !== null) return [match, effects];
  const move = game.hidden.reveal(position.state, seat, { choice, secret });
  if (move === undefined) return [match, effects];
  const { choice: _told, ...told } = match;
  const [next, further] = actHere(told, game, { kind: 'move', move });
  return [next, [...effects, ...further]];
}
