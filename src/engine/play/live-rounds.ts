import { liveGameTopic } from '../../shared/game-view.ts';
import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { Clock } from '../ports/clock.ts';
import type { AppLane } from './app-lane.ts';
import type { Game, LiveTick } from './rules/game.ts';
import { parseLiveState } from './rules/live-state.ts';
import type { Match } from './rules/table.ts';

/** How surfaces see what changes at every tick. */
export interface LiveStream {
  publish(topic: string, value: unknown): void;
  isWanted(topic: string): boolean;
}

interface LiveRoundsDependencies {
  readonly lane: Pick<AppLane, 'show' | 'begin' | 'end' | 'timing'>;
  readonly clock: Clock;
  readonly stream: LiveStream;
  /** A tick has decided a move. */
  onMove(contactId: ContactId, move: unknown): void;
}

/** Rounds of games that go on by themselves, ticking for as long as they are played. */
export interface LiveRounds {
  /** `match` is absent when there is none, or nobody to play it with. */
  follow(contactId: ContactId, match?: Match, game?: Game): void;
  /** What the person does now. */
  setOwn(contactId: ContactId, own: unknown): void;
  /** False when it is not well-formed. */
  handleState(contactId: ContactId, state: unknown): boolean;
}

interface Running {
  match: Match;
  readonly rules: NonNullable<Game['live']>;
  live: unknown;
  own: unknown;
  theirs: unknown;
  atMs: number;
  /** When somebody looked last. */
  watchedAtMs: number;
  cancel: () => void;
}

const tickMs = 1_000 / 60;
/** Who closes a surface may be opening another one. */
const restAfterMs = 5_000;
/** While nobody looks: no later than a person notices who comes back. */
const restingTickMs = 90;
/** Clocks on both sides run on while a page stands still, or they would come apart; one that leaps further was set. */
const longestTickMs = 60_000;

function begun(match: Match, rules: Running['rules'], nowMs: number): Running {
  const live = rules.begin(match.position.state, match.seat);
  const none = { own: undefined, theirs: undefined, cancel: (): void => undefined };
  return { match, rules, live, ...none, atMs: nowMs, watchedAtMs: nowMs };
}

export function createLiveRounds({ lane, clock, stream, onMove }: LiveRoundsDependencies): LiveRounds {
  const rounds = new Map<ContactId, Running>();

  function tick(contactId: ContactId, round: Running): void {
    if (rounds.get(contactId) !== round) return;
    const nowMs = clock.nowMs();
    const watched = stream.isWanted(liveGameTopic(contactId));
    const { live, show, view, moves }: LiveTick = round.rules.tick(round.live, {
      state: round.match.position.state,
      passedMs: Math.max(0, Math.min(longestTickMs, nowMs - round.atMs)),
      own: round.own,
      theirs: round.theirs,
      timing: lane.timing(contactId),
      watched,
    });
    Object.assign(round, { live, theirs: undefined, atMs: nowMs, ...(watched && { watchedAtMs: nowMs }) });
    const rests = nowMs - round.watchedAtMs >= restAfterMs;
    round.cancel = clock.after(rests ? restingTickMs : tickMs, () => tick(contactId, round));
    lane.show(contactId, { id: round.match.id, round: round.match.round, s: show });
    stream.publish(liveGameTopic(contactId), view);
    for (const move of moves) onMove(contactId, move);
  }

  function stop(contactId: ContactId): void {
    rounds.get(contactId)?.cancel();
    if (rounds.delete(contactId)) lane.end(contactId);
  }

  return {
    follow(contactId, match, game) {
      const running = rounds.get(contactId);
      if (match === undefined || game?.live === undefined || match.position.outcome !== null) {
        stop(contactId);
      } else if (running?.match.id === match.id && running.match.round === match.round) {
        running.match = match;
      } else {
        running?.cancel();
        const round = begun(match, game.live, clock.nowMs());
        rounds.set(contactId, round);
        lane.begin(contactId);
        round.cancel = clock.after(0, () => tick(contactId, round));
      }
    },
    setOwn(contactId, own) {
      const round = rounds.get(contactId);
      if (round !== undefined) round.own = own;
    },
    handleState(contactId, value) {
      const state = parseLiveState(value);
      const round = rounds.get(contactId);
      if (round?.match.id === state?.id && round?.match.round === state?.round && round) round.theirs = state?.s;
      return state !== undefined;
    },
  };
}
