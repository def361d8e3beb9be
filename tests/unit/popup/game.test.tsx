import { cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { gomoku } from '#src/engine/play/games/gomoku/gomoku.ts';
import type { GameNote } from '#src/engine/play/rules/game-note.ts';
import type { GameView, MatchView } from '#src/shared/game-view.ts';
import { pointAt } from '../../fakes/game-pair.ts';
import { contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob');
const snapshot = { ...emptySnapshot, contacts: [bob] };
const game: GameView = {
  contactId: bob.id,
  contactName: 'Bob',
  id: 'g1',
  game: 'gomoku',
  phase: 'inviting',
  why: null,
};

function boardAfter(...names: readonly string[]): unknown {
  const state = names.reduce(
    (before, name, index) => gomoku.play(before, index % 2 === 0 ? 0 : 1, pointAt(name)) ?? before,
    gomoku.begin(0),
  );
  return gomoku.view(state, 0);
}

function playing(change: Partial<MatchView> = {}): GameView {
  const match: MatchView = {
    round: 1,
    turn: 'mine',
    score: { mine: 2, theirs: 1 },
    outcome: null,
    undo: null,
    canUndo: false,
    rematch: { mine: false, theirs: false },
    refused: false,
    linked: true,
    board: boardAfter('H8', 'I9'),
    ...change,
  };
  return { ...game, phase: match.outcome === null ? 'playing' : 'over', match };
}

async function mountGame(view: GameView) {
  const app = await mountApp({ ...snapshot, games: [view] });
  app.model.navigation.open({ name: 'game', contactId: bob.id });
  await screen.findByRole('region', { name: 'Gomoku with Bob' });
  if (view.match !== undefined) await screen.findByRole('grid', { name: 'Board' });
  return app;
}

const point = (name: string) => screen.getByRole('gridcell', { name });

function statusWords(): string {
  return screen
    .getAllByRole('status')
    .map((one) => one.textContent)
    .join();
}

afterEach(cleanup);

describe('an invitation', () => {
  it('is made by the menu of games in the conversation, and waited for', async () => {
    const { commands, change } = await mountApp(snapshot);
    fireEvent.click(screen.getByRole('button', { name: /^Bob/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'Play' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Gomoku' }));
    expect(commands.log.at(-1)).toEqual(['play', bob.id, { kind: 'invite', game: 'gomoku' }]);
    change({ games: [game] });
    await screen.findByRole('region', { name: 'Gomoku with Bob' });
    expect(statusWords()).toContain('Waiting for Bob to answer');
  });

  it.each([
    ['Play', 'accept'],
    ['Not now', 'decline'],
  ])('is answered from anywhere by %s', async (button, kind) => {
    const { commands } = await mountApp({ ...snapshot, games: [{ ...game, phase: 'invited' }] });
    await screen.findByRole('alertdialog', { name: 'Bob wants to play Gomoku' });
    fireEvent.click(screen.getByRole('button', { name: button }));
    expect(commands.log.at(-1)).toEqual(['play', bob.id, { kind }]);
  });

  it('that came to nothing says why, and goes by one click', async () => {
    const { commands, change } = await mountGame({ ...game, phase: 'closed', why: 'cannot-play' });
    expect(statusWords()).toContain('Bob’s Beeline doesn’t have this game yet');
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(commands.log.at(-1)).toEqual(['play', bob.id, { kind: 'leave' }]);
    change({ games: [] });
    await waitFor(() => expect(screen.queryByRole('region', { name: /^Gomoku/ })).toBeNull());
  });
});

describe('the board', () => {
  it('names every point by its place and what lies there', async () => {
    await mountGame(playing());
    expect(screen.getAllByRole('gridcell')).toHaveLength(225);
    expect([point('H8, black'), point('I9, white'), point('A1, empty'), point('O15, empty')]).toHaveLength(4);
    expect(statusWords()).toContain('You 2, Bob 1');
    expect(statusWords()).toContain('I9, white');
  });

  it('is one stop for Tab, and is walked with the arrow keys', async () => {
    await mountGame(playing());
    const stops = screen.getAllByRole('gridcell').filter(({ tabIndex }) => tabIndex === 0);
    expect(stops).toEqual([point('H8, black')]);
    stops[0]?.focus();
    for (const key of ['ArrowUp', 'ArrowRight', 'ArrowRight']) {
      fireEvent.keyDown(document.activeElement ?? document.body, { key });
    }
    expect(document.activeElement).toBe(point('J9, empty'));
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Home' });
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'ArrowLeft' });
    expect(document.activeElement).toBe(point('A9, empty'));
  });

  it('takes a click for a stone, on an empty point and in turn only', async () => {
    const { commands, change } = await mountGame(playing());
    fireEvent.click(point('H8, black'));
    expect(commands.log).toEqual([]);
    fireEvent.click(point('J10, empty'));
    expect(commands.log).toEqual([['play', bob.id, { kind: 'move', choice: pointAt('J10') }]]);
    change({ games: [playing({ turn: 'theirs' })] });
    await waitFor(() => expect(statusWords()).toContain('Bob’s turn'));
    fireEvent.click(point('J10, empty'));
    expect(commands.log).toHaveLength(1);
  });

  it('takes a second tap of a finger on the same point for a stone', async () => {
    const { commands } = await mountGame(playing());
    const tap = (name: string): void =>
      void fireEvent(point(name), Object.assign(new MouseEvent('click', { bubbles: true }), { pointerType: 'touch' }));
    tap('J10, empty');
    await waitFor(() => expect(statusWords()).toContain('Tap again'));
    tap('J11, empty');
    expect(commands.log).toEqual([]);
    await waitFor(() => expect(point('J11, empty').dataset.aimed).toBe('b'));
    tap('J11, empty');
    expect(commands.log).toEqual([['play', bob.id, { kind: 'move', choice: pointAt('J11') }]]);
  });
});

describe('a game', () => {
  it.each([
    [{ linked: false }, 'Bob isn’t connected'],
    [{ undo: 'mine' }, 'Waiting for Bob to allow the undo'],
    [{ refused: true }, 'not a valid move'],
    [{ outcome: 'won' }, 'You won'],
    [{ outcome: 'lost', rematch: { mine: false, theirs: true } }, 'Bob won · Bob wants a rematch'],
    [{ outcome: 'drawn', rematch: { mine: true, theirs: false } }, 'Draw · Waiting for Bob'],
  ] as const)('with %j says: %s', async (change, words) => {
    await mountGame(playing({ turn: null, ...change }));
    expect(statusWords()).toContain(words);
  });

  it('asks for an undo, and answers one', async () => {
    const { commands, change } = await mountGame(playing({ canUndo: true, turn: 'theirs' }));
    fireEvent.click(screen.getByRole('button', { name: 'Ask to undo' }));
    change({ games: [playing({ undo: 'theirs' })] });
    fireEvent.click(await screen.findByRole('button', { name: 'Don’t allow' }));
    fireEvent.click(screen.getByRole('button', { name: 'Allow' }));
    expect(commands.log.map(([, , action]) => action)).toEqual([
      { kind: 'ask-undo' },
      { kind: 'answer-undo', agreed: false },
      { kind: 'answer-undo', agreed: true },
    ]);
  });

  it('asks before it is left in the middle, and begins again when it is over', async () => {
    const { commands, change } = await mountGame(playing());
    fireEvent.click(screen.getByRole('button', { name: 'Leave game' }));
    await screen.findByRole('alertdialog', { name: 'Leave the game?' });
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(commands.log).toEqual([]);
    change({ games: [playing({ outcome: 'won', turn: null })] });
    fireEvent.click(await screen.findByRole('button', { name: 'Rematch' }));
    expect(commands.log.at(-1)).toEqual(['play', bob.id, { kind: 'rematch' }]);
  });

  it('is told in its conversation, with a way back', async () => {
    const { showEntries } = await mountApp({ ...snapshot, games: [playing()] });
    fireEvent.click(screen.getByRole('button', { name: /^Bob/ }));
    const note: GameNote = {
      kind: 'game',
      id: 'n1',
      game: 'gomoku',
      mine: true,
      ending: 'lost',
      score: { mine: 0, theirs: 1 },
      atMs: Date.now(),
    };
    showEntries(bob.id, [note]);
    await waitFor(() => expect(screen.getByRole('log').textContent).toMatch(/Gomoku.*You lost.*0–1/));
    fireEvent.click(screen.getByRole('button', { name: 'Return to game' }));
    await screen.findByRole('grid', { name: 'Board' });
  });
});
