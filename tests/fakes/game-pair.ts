import { games } from '#src/engine/play/games.ts';
import type { Play } from '#src/engine/play/play.ts';
import { createPlay } from '#src/engine/play/play.ts';
import type { Game } from '#src/engine/play/rules/game.ts';
import type { GameNote } from '#src/engine/play/rules/game-note.ts';
import type { PlayAction } from '#src/engine/play/rules/table.ts';
import type { GameView, MatchView } from '#src/shared/game-view.ts';
import { createInMemoryStores } from './in-memory-stores.ts';
import type { LinkPairOptions, SideName } from './link-pair.ts';
import { createLinkPair, other } from './link-pair.ts';
import { createSeededRandom } from './seeded-random.ts';

export interface Player {
  readonly notes: Omit<GameNote, 'id'>[];
  /** What surfaces are shown of games in real time, newest last. */
  readonly shown: unknown[];
  play(): Play;
  view(): GameView | undefined;
  match(): MatchView | undefined;
  act(action: PlayAction): void;
  /** Whether a surface shows what is in `shown`; one does at first. */
  look(isLooking: boolean): void;
  /** The engine dies and starts anew, with what was stored. */
  restart(): Promise<void>;
}

/** Two people with everything that games need, linked by a real link without a browser. */
export function createGamePair(
  options: LinkPairOptions & { readonly games?: Readonly<Partial<Record<SideName, readonly Game[]>>> } = {},
) {
  const pair = createLinkPair(options);
  const random = createSeededRandom(options.seed ?? 1);
  const createPlayer = (name: SideName): Player => {
    const { matches } = createInMemoryStores();
    const notes: Omit<GameNote, 'id'>[] = [];
    const shown: unknown[] = [];
    let alive = { yes: true };
    let looking = true;
    const start = (): Play => {
      const life = { yes: true };
      alive = life;
      return createPlay({
        links: pair[name].links,
        games: options.games?.[name] ?? games,
        matches,
        stream: { publish: (_topic, value) => void shown.push(value), isWanted: () => looking },
        clock: { nowMs: pair.clock.nowMs, after: (delayMs, act) => pair.clock.after(delayMs, () => life.yes && act()) },
        log: () => undefined,
        newId: () => random.hex(32),
        contactName: (id) => id,
        onChange: () => undefined,
        onNote: (_id, note) => void notes.push(note),
      });
    };
    let play = start();
    const view = (): GameView | undefined => play.views()[0];
    return {
      notes,
      shown,
      play: () => play,
      view,
      match: () => view()?.match,
      act: (action) => play.act(other[name], action),
      look(isLooking) {
        looking = isLooking;
      },
      async restart() {
        alive.yes = false;
        pair[name].restart();
        play = start();
        await play.load();
      },
    };
  };
  const players = { ann: createPlayer('ann'), ben: createPlayer('ben') };

  const link = async (): Promise<void> => {
    pair.ann.want();
    await pair.clock.advanceAsync(30_000);
  };
  /** Long enough for a frame and its answer. */
  const settle = (): Promise<void> => pair.clock.advanceAsync(20);
  return {
    pair,
    ...players,
    link,
    settle,
    /** Ann invites and Ben accepts, over a link that is open afterwards. */
    async begin(game = 'gomoku'): Promise<void> {
      await link();
      players.ann.act({ kind: 'invite', game });
      await settle();
      players.ben.act({ kind: 'accept' });
      await settle();
    },
  };
}

/** As people name points: the column by a letter, the row counted from below. */
export const pointAt = (name: string): { readonly at: number } => ({
  at: (15 - Number(name.slice(1))) * 15 + 'ABCDEFGHIJKLMNO'.indexOf(name.slice(0, 1)),
});

export type GamePair = ReturnType<typeof createGamePair>;

/** A game of Gomoku that has begun. */
export async function startGomoku(): Promise<GamePair> {
  const pair = createGamePair();
  await pair.begin();
  return pair;
}

/** Ann and Ben in turn, Ann first. */
export async function playAll({ ann, ben, settle }: GamePair, names: string): Promise<void> {
  for (const [index, name] of names.split(' ').entries()) {
    (index % 2 === 0 ? ann : ben).act({ kind: 'move', choice: pointAt(name) });
    await settle();
  }
}

/** Nine moves by which Ann wins. */
export const annWins = 'H8 A1 I8 B1 J8 D1 K8 E1 L8';

/** The stones that Ann sees, and those that Ben sees. */
export function boardsOf({ ann, ben }: GamePair): readonly (string | undefined)[] {
  return [ann, ben].map((player) => JSON.stringify(player.match()?.board)).map((view) => /[.bw]{225}/.exec(view)?.[0]);
}
