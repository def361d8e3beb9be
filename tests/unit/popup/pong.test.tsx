import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PongScene } from '#src/engine/play/games/pong/pong-scene.ts';
import type { GameView } from '#src/shared/game-view.ts';
import { liveGameTopic } from '#src/shared/game-view.ts';
import { createFakePort } from '../../fakes/fake-port.ts';
import { contactNamed, emptySnapshot } from '../../fakes/surface-snapshots.ts';
import { mountApp } from './mount-app.tsx';

const bob = contactNamed('Bob');
const game: GameView = {
  contactId: bob.id,
  contactName: 'Bob',
  id: 'g1',
  game: 'pong',
  phase: 'playing',
  why: null,
  match: {
    round: 1,
    turn: 'both',
    score: { mine: 0, theirs: 0 },
    outcome: null,
    undo: null,
    canUndo: false,
    rematch: { mine: false, theirs: false },
    refused: false,
    linked: true,
    board: { mine: 3, theirs: 2 },
  },
};
const playing: PongScene = {
  phase: 'playing',
  seconds: 0,
  ball: { x: 160, y: 200 },
  mine: 160,
  theirs: 160,
  hits: 0,
};

async function mountPong() {
  const fake = createFakePort();
  const snapshot = { ...emptySnapshot, contacts: [bob], games: [game] };
  const ended: string[] = [];
  const port = { ...fake.port, close: () => void ended.push('port') };
  const app = await mountApp(snapshot, { openFastStream: () => port });
  app.model.navigation.open({ name: 'game', contactId: bob.id });
  const court = await screen.findByRole('img', { name: 'Court' });
  await waitFor(() => expect(fake.posted).toEqual([{ kind: 'topics', topics: [liveGameTopic(bob.id)] }]));
  const say = (part: unknown) => act(() => fake.say({ topic: liveGameTopic(bob.id), value: part }));
  const told = () => app.commands.log.filter(([name]) => name === 'setOwnPlay').map((entry) => entry.at(-1));
  return { ...app, ended, court, say, told };
}

const statuses = () => screen.getAllByRole('status').map((one) => one.textContent);

/** What a browser sounds with, which the document of the tests has not. */
function stubSound(): string[] {
  const heard: string[] = [];
  class Tone {
    connect = (next: unknown) => next;
    start = () => void heard.push('started');
    stop = () => undefined;
    gain = { linearRampToValueAtTime: () => undefined };
  }
  vi.stubGlobal('OscillatorNode', Tone);
  vi.stubGlobal('GainNode', Tone);
  vi.stubGlobal(
    'AudioContext',
    class {
      currentTime = 0;
      destination = {};
      close = () => void heard.push('closed');
    },
  );
  return heard;
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the court of pong', () => {
  it('tells the points, and never whose turn it is', async () => {
    await mountPong();
    expect(statuses()).toContain('You 3, Bob 2');
    expect(statuses().join()).not.toContain('turn');
  });

  it.each([
    [{ phase: 'away' }, 'Paused: Bob has closed the game'],
    [{ phase: 'waiting' }, 'Waiting for Bob…'],
    [{ phase: 'countdown', seconds: 3 }, 'Starts in 3…'],
    [{}, 'Move with the mouse, a finger or the arrow keys'],
  ])('says where the game stands: %j', async (part, words) => {
    const { say } = await mountPong();
    await say({ ...playing, ...part });
    expect(statuses()).toContain(words);
  });

  it('shows nothing of what is no court', async () => {
    const { say } = await mountPong();
    await say({ ...playing, phase: 'away' });
    for (const value of [null, 'court', { phase: 'playing' }, { phase: 'playing', ball: null }]) await say(value);
    expect(statuses()).toContain('Paused: Bob has closed the game');
  });

  it('tells where the paddle is wanted, by pointer and by keys, and never outside', async () => {
    const { court, say, told } = await mountPong();
    court.getBoundingClientRect = () => new DOMRect(40, 0, 160, 200);
    await say(playing);
    fireEvent.pointerMove(court, { clientX: 80 });
    await waitFor(() => expect(told().at(-1)).toBe(80));
    fireEvent.pointerMove(court, { clientX: 4_000 });
    await waitFor(() => expect(told().at(-1)).toBe(288));
    fireEvent.keyDown(document.body, { key: 'ArrowLeft' });
    await waitFor(() => expect(told().at(-1)).toBeLessThan(270));
    fireEvent.keyUp(document.body, { key: 'ArrowLeft' });
  });

  it('is silent until it is asked for sound', async () => {
    const tones = stubSound();
    const { say } = await mountPong();
    await say(playing);
    await say({ ...playing, hits: 1 });
    const button = screen.getByRole('button', { name: 'Sound', pressed: false });
    expect(tones).toEqual([]);
    fireEvent.click(button);
    await say({ ...playing, hits: 2 });
    expect(tones).toEqual(['started']);
    fireEvent.click(screen.getByRole('button', { name: 'Sound', pressed: true }));
    await say({ ...playing, hits: 3 });
    expect(tones).toEqual(['started', 'closed']);
  });

  it('is left alone by the engine once nobody sees it', async () => {
    const { ended, model } = await mountPong();
    expect(ended).toEqual([]);
    await act(() => model.navigation.back());
    await waitFor(() => expect(ended).toEqual(['port']));
  });
});
