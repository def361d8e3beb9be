import type { GameView } from '../../shared/game-view.ts';
import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { Links } from '../links/links.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Stores } from '../ports/stores-port.ts';
import { createTimers } from '../timers.ts';
import type { AppLane } from './app-lane.ts';
import { openAppLane } from './app-lane.ts';
import type { LiveStream } from './live-rounds.ts';
import { createLiveRounds } from './live-rounds.ts';
import type { MatchKeeper } from './match-keeper.ts';
import { createMatchKeeper } from './match-keeper.ts';
import { viewTable } from './match-view.ts';
import type { Game } from './rules/game.ts';
import type { GameNote } from './rules/game-note.ts';
import { parsePlayFrame } from './rules/play-frames.ts';
import type { PlayAction, Table, TableEffect, TableEvent } from './rules/table.ts';
import { emptyTable, restoreMatch, toRecord } from './rules/table.ts';
import { stepTable } from './rules/table-step.ts';

export interface PlayDependencies {
  readonly links: Pick<Links, 'register' | 'send' | 'hold' | 'peer' | 'isOpen' | 'want' | 'countBadFrame'>;
  readonly games: readonly Game[];
  readonly matches: Stores['matches'];
  readonly stream: LiveStream;
  readonly clock: Clock;
  readonly log: Log;
  /** Thirty-two random hex digits. */
  readonly newId: () => string;
  readonly contactName: (id: ContactId) => string;
  onChange(): void;
  onNote(contactId: ContactId, note: Omit<GameNote, 'id'>): void;
}

/** Games with contacts: what people do here, what links bring, and what surfaces may know. */
export interface Play {
  /** Reads what was being played; never rejects. */
  load(): Promise<void>;
  act(contactId: ContactId, action: PlayAction): void;
  /** What the person does now, in a game in real time. */
  setOwn(contactId: ContactId, own: unknown): void;
  views(): readonly GameView[];
  /** The contact was removed or blocked. */
  handleRemoved(contactId: ContactId): void;
  /** Frames beyond the budget, of everybody. */
  dropped(): number;
}

/** A hello comes with the opening of the link; who has said nothing by then has nothing to say. */
const patienceMs = 5_000;

/** A game in real time tells its state sixty times a second, beside pings; moves come as fast as people make them. */
const budget = { messages: { perSecond: 20, burst: 100 }, states: { perSecond: 80, burst: 160 } };

interface Parts {
  readonly deps: PlayDependencies;
  readonly lane: AppLane;
  readonly keeper: MatchKeeper;
  readonly tables: Map<ContactId, Table>;
  tell(contactId: ContactId, fact: Fact): void;
}

type Unfresh<T> = T extends unknown ? Omit<T, 'fresh'> : never;
type Fact = Unfresh<TableEvent>;

export function createPlay(deps: PlayDependencies): Play {
  const { links, games, clock, stream, newId, contactName } = deps;
  const tables = new Map<ContactId, Table>();
  const game = (name: string): Game | undefined => games.find((one) => one.name === name);
  const gameAt = (table: Table): Game | undefined => (table.phase === 'empty' ? undefined : game(table.game));

  const lane = openAppLane(deps, {
    name: 'play',
    features: games.map(({ name }) => name),
    budget,
    handleFrame(contactId, value) {
      const frame = parsePlayFrame(value);
      if (frame !== undefined) tell(contactId, { kind: 'frame-received', frame });
      return frame !== undefined;
    },
    handleState: (contactId, state) => live.handleState(contactId, state),
    handleFeatures: (contactId) => tell(contactId, { kind: 'features-told' }),
    handleOpened: (contactId) => tell(contactId, { kind: 'link-opened' }),
    handleClosed: (contactId, how) => how === 'down' && tell(contactId, { kind: 'link-down' }),
    handleUnreachable: (contactId) => tell(contactId, { kind: 'unreachable' }),
  });
  const live = createLiveRounds({
    lane,
    clock,
    stream,
    onMove: (contactId, choice) => tell(contactId, { kind: 'move', choice }),
  });
  const parts: Parts = { deps, lane, keeper: createMatchKeeper(deps.matches, deps.log), tables, tell };
  const perform = createEffects(parts);

  function tell(contactId: ContactId, fact: Fact): void {
    const table = tables.get(contactId) ?? emptyTable;
    const linkOpen = links.isOpen(contactId);
    const world = { game, linkOpen, theirGames: lane.features(contactId) };
    const [next, effects] = stepTable(table, { ...fact, fresh: newId() }, world);
    tables.set(contactId, next);
    for (const effect of effects) perform(contactId, effect);
    live.follow(contactId, linkOpen && next.phase === 'match' ? next : undefined, gameAt(next));
    deps.onChange();
  }

  return {
    load: () => restore(parts, game),
    act: tell,
    setOwn: live.setOwn,
    views: () =>
      [...tables].flatMap(([contactId, table]) => {
        const linked = links.isOpen(contactId);
        const view = viewTable(table, { contactId, contactName: contactName(contactId), linked, game: gameAt(table) });
        return view ?? [];
      }),
    handleRemoved: (contactId) => tell(contactId, { kind: 'removed' }),
    dropped: lane.dropped,
  };
}

function createEffects({ deps, lane, keeper, tables, tell }: Parts) {
  const timers = createTimers<ContactId>(deps.clock);
  return (contactId: ContactId, effect: TableEffect): void => {
    switch (effect.kind) {
      case 'send':
        keeper.afterwards(() => void lane.send(contactId, effect.frame));
        break;
      case 'keep':
        keeper.keep([...tables].flatMap(([id, table]) => (table.phase === 'match' ? toRecord(id, table) : [])));
        break;
      case 'want-link':
        deps.links.want(contactId);
        break;
      case 'start-patience':
        timers.set(contactId, patienceMs, () => tell(contactId, { kind: 'patience-ended' }));
        break;
      case 'count-bad-frame':
        deps.links.countBadFrame(contactId);
        break;
      case 'write-note':
        deps.onNote(contactId, { ...effect.note, kind: 'game', atMs: deps.clock.nowMs() });
        break;
    }
  };
}

async function restore({ deps, tables }: Parts, game: (name: string) => Game | undefined): Promise<void> {
  const records = await deps.matches.load().catch((cause: unknown) => {
    deps.log('warn', 'matches-not-read', { cause: String(cause) });
    return [];
  });
  for (const record of records) {
    const rules = game(record.game);
    const match = rules && restoreMatch(record, rules);
    if (match !== undefined) tables.set(record.contactId, match);
  }
}
