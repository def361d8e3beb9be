import type { Game } from './game.ts';
import { otherSeat } from './game.ts';
import { actHere, catchUp, chooseHere, receiveActs, repeatActs, wantRematch } from './match-step.ts';
import type { PlayFrame } from './play-frames.ts';
import type { Match, NextTable, Table, TableEffect, TableEvent, TableWorld } from './table.ts';
import { actsOf, emptyTable, newMatch, noteOf } from './table.ts';

type Frame<Name extends PlayFrame['t']> = Extract<PlayFrame, { t: Name }>;

/** What is between two people moves on. */
export function stepTable(table: Table, event: TableEvent, world: TableWorld): NextTable {
  switch (event.kind) {
    case 'frame-received':
      return receive(table, event, world);
    case 'invite':
      return invite(table, event, world);
    case 'accept':
    case 'decline':
      return answer(table, event, world);
    case 'leave':
      return leave(table);
    case 'link-opened':
      return open(table, world);
    case 'link-down':
      // Whoever invited does so again on the next link.
      return table.phase === 'invited' ? [emptyTable, []] : [table, []];
    case 'features-told':
      return table.phase === 'inviting' ? sendInvite(table, world) : [table, []];
    case 'unreachable':
      return table.phase === 'inviting' ? [{ ...table, phase: 'closed', why: 'not-reachable' }, []] : [table, []];
    case 'patience-ended':
      return endPatience(table, world);
    case 'removed':
      return [emptyTable, table.phase === 'match' ? [{ kind: 'keep' }] : []];
    default:
      return actInMatch(table, event, world);
  }
}

type MatchAction = Extract<TableEvent, { kind: 'move' | 'ask-undo' | 'answer-undo' | 'rematch' }>;

function actInMatch(table: Table, event: MatchAction, world: TableWorld): NextTable {
  if (table.phase !== 'match') return [table, []];
  const game = world.game(table.game);
  if (game === undefined) return [table, []];
  const { version: at, asked } = table.position;
  switch (event.kind) {
    case 'move':
      return chooseHere(table, game, event.choice);
    case 'ask-undo':
      return asked === null ? actHere(table, game, { kind: 'ask-undo', at }) : [table, []];
    case 'answer-undo':
      if (asked !== otherSeat(table.seat)) return [table, []];
      return actHere(table, game, { kind: 'answer-undo', at, agreed: event.agreed });
    case 'rematch':
      return wantRematch(table, game, { who: 'mine', secret: event.fresh });
  }
}

function invite(table: Table, { game, fresh }: Extract<TableEvent, { kind: 'invite' }>, world: TableWorld): NextTable {
  if (world.game(game) === undefined || (table.phase !== 'empty' && table.phase !== 'closed')) return [table, []];
  return sendInvite({ phase: 'inviting', id: fresh, game }, world);
}

/** As soon as there is a link and it is known that they can play it. */
function sendInvite(table: Extract<Table, { phase: 'inviting' }>, { linkOpen, theirGames }: TableWorld): NextTable {
  const { id, game } = table;
  if (!linkOpen) return [table, [{ kind: 'want-link' }]];
  if (theirGames === undefined) return [table, [{ kind: 'start-patience' }]];
  if (!theirGames.includes(game)) return [{ ...table, phase: 'closed', why: 'cannot-play' }, []];
  return [table, [{ kind: 'send', frame: { t: 'play.invite', id, game } }]];
}

function endPatience(table: Table, { linkOpen, theirGames }: TableWorld): NextTable {
  if (table.phase !== 'inviting' || !linkOpen || theirGames !== undefined) return [table, []];
  return [{ ...table, phase: 'closed', why: 'cannot-play' }, []];
}

function answer(
  table: Table,
  event: Extract<TableEvent, { kind: 'accept' | 'decline' }>,
  world: TableWorld,
): NextTable {
  if (table.phase !== 'invited') return [table, []];
  const { id } = table;
  if (event.kind === 'decline') {
    return [emptyTable, [{ kind: 'send', frame: { t: 'play.decline', id, reason: 'declined' } }]];
  }
  return accept(table, event.fresh, world);
}

function accept(
  { id, game: name }: { readonly id: string; readonly game: string },
  secret: string,
  world: TableWorld,
): NextTable {
  const game = world.game(name);
  if (game === undefined) return [emptyTable, []];
  return [
    newMatch(game, { id, seat: 1, secret }),
    [{ kind: 'keep' }, { kind: 'send', frame: { t: 'play.accept', id } }],
  ];
}

function leave(table: Table): NextTable {
  if (table.phase === 'empty' || table.phase === 'closed') return [emptyTable, []];
  const { id } = table;
  if (table.phase === 'invited') {
    return [emptyTable, [{ kind: 'send', frame: { t: 'play.decline', id, reason: 'declined' } }]];
  }
  const told: TableEffect = { kind: 'send', frame: { t: 'play.leave', id } };
  if (table.phase === 'inviting') return [emptyTable, [told]];
  return [emptyTable, [...noteOfLeaving(table, 'left-here'), { kind: 'keep' }, told]];
}

function open(table: Table, world: TableWorld): NextTable {
  if (table.phase === 'inviting') return sendInvite(table, world);
  if (table.phase !== 'match') return [table, []];
  const { id, round, seat, rematch } = table;
  const have = actsOf(table, otherSeat(seat)).length;
  return [table, [{ kind: 'send', frame: { t: 'play.sync', id, round, have, rematch: rematch.mine } }]];
}

function receive(table: Table, event: Extract<TableEvent, { kind: 'frame-received' }>, world: TableWorld): NextTable {
  const { frame, fresh } = event;
  if (frame.t === 'play.invite') return receiveInvite(table, { frame, fresh }, world);
  const isKnown = table.phase !== 'empty' && table.phase !== 'closed' && table.id === frame.id;
  if (!isKnown)
    return [table, frame.t === 'play.sync' ? [{ kind: 'send', frame: { t: 'play.leave', id: frame.id } }] : []];
  const game = world.game(table.game);
  if (game === undefined) return [table, []];
  if (table.phase === 'match') return receiveInMatch(table, game, { frame, fresh });
  if (table.phase === 'invited') return frame.t === 'play.leave' ? [emptyTable, []] : [table, []];
  return receiveAnswer(table, game, { frame, fresh });
}

interface Received<Name extends PlayFrame['t'] = PlayFrame['t']> {
  readonly frame: Frame<Name>;
  readonly fresh: string;
}

function receiveInvite(table: Table, { frame, fresh }: Received<'play.invite'>, world: TableWorld): NextTable {
  const { id, game } = frame;
  if (world.game(game) === undefined) {
    return [table, [{ kind: 'send', frame: { t: 'play.decline', id, reason: 'unknown-game' } }]];
  }
  const invited: Table = { phase: 'invited', id, game };
  if (table.phase === 'inviting') {
    // Both at once: the smaller identifier stands, and who wants the same has agreed already.
    if (table.id < id) return [table, []];
    return table.game === game ? accept(frame, fresh, world) : [invited, []];
  }
  if (table.phase !== 'match') return [invited, []];
  // They have not heard our agreement; or they have left without saying so.
  if (table.id === id) return [table, table.seat === 1 ? [{ kind: 'send', frame: { t: 'play.accept', id } }] : []];
  return [invited, [...noteOfLeaving(table, 'left-there'), { kind: 'keep' }]];
}

function receiveAnswer(
  table: Extract<Table, { phase: 'inviting' }>,
  game: Game,
  { frame, fresh }: Received,
): NextTable {
  switch (frame.t) {
    case 'play.accept':
    case 'play.sync':
    case 'play.acts': {
      const [match, effects] = receiveInMatch(newMatch(game, { id: table.id, seat: 0, secret: fresh }), game, {
        frame,
        fresh,
      });
      return [match, [{ kind: 'keep' }, ...effects]];
    }
    case 'play.decline':
      return [{ ...table, phase: 'closed', why: frame.reason === 'declined' ? 'declined' : 'cannot-play' }, []];
    default:
      return [table, []];
  }
}

function receiveInMatch(table: Match, game: Game, { frame, fresh: secret }: Received): NextTable {
  switch (frame.t) {
    case 'play.acts': {
      const match = catchUp(table, game, { round: frame.round, secret });
      return match.round === frame.round ? receiveActs(match, game, frame) : [match, []];
    }
    case 'play.rematch':
      return frame.round === table.round + 1 ? wantRematch(table, game, { who: 'theirs', secret }) : [table, []];
    case 'play.sync':
      return synchronise(table, game, { frame, fresh: secret });
    case 'play.invalid':
      return [{ ...table, invalid: { ...table.invalid, here: true } }, []];
    case 'play.leave':
      return [closed(table, 'left-there'), [...noteOfLeaving(table, 'left-there'), { kind: 'keep' }]];
    default:
      return [table, []];
  }
}

/** Each side tells on a new link how much it has, and gets what it misses. */
function synchronise(table: Match, game: Game, { frame, fresh: secret }: Received<'play.sync'>): NextTable {
  const match = catchUp(table, game, { round: frame.round, secret });
  const kept: readonly TableEffect[] = match === table ? [] : [{ kind: 'keep' }];
  // They are a round behind, and learn of it by what we tell them.
  if (frame.round === match.round - 1) return [match, kept];
  if (frame.round !== match.round || frame.have > actsOf(match, match.seat).length) {
    return [closed(match, 'lost'), [{ kind: 'keep' }, { kind: 'send', frame: { t: 'play.leave', id: match.id } }]];
  }
  const [next, wanted] = frame.rematch ? wantRematch(match, game, { who: 'theirs', secret }) : [match, []];
  return [next, [...kept, ...repeatActs(match, frame.have), ...wanted]];
}

function closed({ id, game }: Match, why: Extract<Table, { phase: 'closed' }>['why']): Table {
  return { phase: 'closed', id, game, why };
}

/** A round that is over has its note already. */
function noteOfLeaving(match: Match, ending: 'left-here' | 'left-there'): readonly TableEffect[] {
  return match.position.outcome === null ? [noteOf(match, ending)] : [];
}
