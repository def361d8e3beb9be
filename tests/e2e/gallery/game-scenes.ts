import { gomoku } from '#src/engine/play/games/gomoku/gomoku.ts';
import type { GameNote } from '#src/engine/play/rules/game-note.ts';
import type { GameView, MatchView } from '#src/shared/game-view.ts';
import type { Snapshot } from '#src/shared/snapshot.ts';
import { pointAt } from '../../fakes/game-pair.ts';
import { callWith, contactNamed, messageSaying } from '../../fakes/surface-snapshots.ts';
import type { Scene } from './scenes.ts';

const now = Date.now();
const bob = contactNamed('Bob Marsh');
const longNamed = contactNamed('Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Maximiliane');

const opening = 'H8 I9 H9 H7 I8 G8 J10 G7 F7 K11 I10';
const won = `${opening} A1 G11 B2 J8 C3 K8 D5 L8`;

function boardAfter(names: string): unknown {
  const state = names
    .split(' ')
    .reduce(
      (before, name, index) => gomoku.play(before, index % 2 === 0 ? 0 : 1, pointAt(name)) ?? before,
      gomoku.begin(0),
    );
  return gomoku.view(state, 0);
}

const playing: MatchView = {
  round: 1,
  turn: 'mine',
  score: { mine: 2, theirs: 1 },
  outcome: null,
  undo: null,
  canUndo: true,
  rematch: { mine: false, theirs: false },
  refused: false,
  linked: true,
  board: boardAfter(opening),
};

const notes: readonly Omit<GameNote, 'atMs'>[] = [
  { kind: 'game', id: 'g1', game: 'gomoku', mine: true, ending: 'won', score: { mine: 1, theirs: 0 } },
  { kind: 'game', id: 'g2', game: 'gomoku', mine: true, ending: 'lost', score: { mine: 1, theirs: 1 } },
  { kind: 'game', id: 'g3', game: 'gomoku', mine: true, ending: 'drawn', score: { mine: 1, theirs: 1 } },
  { kind: 'game', id: 'g4', game: 'gomoku', mine: true, ending: 'left-there', score: { mine: 1, theirs: 1 } },
];

/** A game from its invitation to its note. */
export function gameScenes(full: Snapshot): Readonly<Record<string, Scene>> {
  const game = (change: Partial<GameView>, contact = bob): GameView => ({
    contactId: contact.id,
    contactName: contact.name,
    id: 'game-1',
    game: 'gomoku',
    phase: 'playing',
    why: null,
    ...change,
  });
  const scene = (change: Partial<GameView>, contact = bob): Scene => ({
    snapshot: { ...full, games: [game(change, contact)] },
    view: { name: 'game', contactId: contact.id },
  });
  const over = { ...playing, turn: null, outcome: 'won', canUndo: false, board: boardAfter(won) } as const;
  const faces = { pictures: { camera: 1, screen: 0 } };
  return {
    'game-invitation': { snapshot: { ...full, games: [game({ phase: 'invited' })] } },
    'game-inviting': scene({ phase: 'inviting' }),
    'game-declined': scene({ phase: 'closed', why: 'declined' }, longNamed),
    'game-playing': scene({ match: playing }),
    'game-undo-asked': scene({ match: { ...playing, turn: 'theirs', undo: 'theirs', canUndo: false } }, longNamed),
    'game-over': scene({ phase: 'over', match: { ...over, rematch: { mine: false, theirs: true } } }),
    'game-in-call': {
      snapshot: { ...full, games: [game({ match: playing })], call: callWith(bob, { other: faces }) },
      view: { name: 'game', contactId: bob.id },
    },
    'game-panel': { ...scene({ match: playing }), width: 320, height: 800, frame: 'panel' },
    'game-in-conversation': {
      snapshot: { ...full, games: [game({ match: playing })] },
      view: { name: 'conversation', contactId: bob.id },
      entries: [
        messageSaying('Another one?'),
        ...notes.map((note, index) => ({ ...note, atMs: now - (9 - index) * 60_000 })),
      ],
    },
  };
}
