import { expect, it } from 'vitest';
import type { LinkClient } from '#src/engine/links/link-client.ts';
import { games } from '#src/engine/play/games.ts';
import { createPlay } from '#src/engine/play/play.ts';
import { createInMemoryStores } from '../../../fakes/in-memory-stores.ts';
import { createSeededRandom } from '../../../fakes/seeded-random.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

const frames = 20_000;

/** One person with a game under way, and what the other one's frames meet there. */
async function createTarget() {
  const clock = createVirtualClock();
  const random = createSeededRandom(20);
  const clients: LinkClient[] = [];
  const left: unknown[] = [];
  const play = createPlay({
    links: {
      register: (client) => void clients.push(client),
      send: (_id, _lane, frame) => left.push(frame) > 0,
      hold: () => () => undefined,
      peer: () => undefined,
      isOpen: () => true,
      want: () => undefined,
      countBadFrame: () => undefined,
    },
    games,
    matches: createInMemoryStores().matches,
    stream: { publish: () => undefined, isWanted: () => false },
    clock,
    log: () => undefined,
    newId: () => random.hex(32),
    contactName: () => 'Mallory',
    onChange: () => undefined,
    onNote: () => undefined,
  });
  const control = clients.find(({ lane }) => lane === 'control');
  const unreliable = clients.find(({ lane }) => lane === 'unreliable');
  if (control === undefined || unreliable === undefined) throw new Error('two lanes');
  control.handleOpened?.('mallory');
  const id = 'a'.repeat(32);
  control.handleFrame('mallory', { t: 'play.invite', id, game: 'gomoku' });
  play.act('mallory', { kind: 'accept' });
  await clock.advanceAsync(10);
  return { clock, random, play, control, unreliable, id, left };
}

const values: readonly unknown[] = [
  null,
  undefined,
  -1,
  0,
  1,
  7,
  224,
  225,
  1.5,
  Number.NaN,
  Infinity,
  1e308,
  2 ** 53,
  '',
  'a'.repeat(32),
  'f'.repeat(32),
  'gomoku',
  'chess',
  true,
  [],
  {},
  [{ kind: 'move', move: { at: 3 } }],
  [{ kind: 'ask-undo', at: 1e9 }],
  [{ kind: 'move', move: { at: Number.NaN } }],
  { at: 112 },
];
const names = [
  'hello',
  'end',
  'invite',
  'accept',
  'decline',
  'leave',
  'acts',
  'rematch',
  'sync',
  'invalid',
  'state',
  'ping',
  'pong',
  '',
  'x',
];
const fields = ['id', 'round', 'n', 'acts', 'have', 'rematch', 'reason', 'game', 'names', 's', '__proto__'];

it(`stands ${frames} frames at random: none throws, and a game and its budget hold`, async () => {
  const { clock, random, play, control, unreliable, id, left } = await createTarget();
  const pick = <T>(all: readonly T[]): T => all[random.between(0, all.length - 1)] as T;
  const refused = { control: 0, unreliable: 0 };
  for (let count = 0; count < frames; count += 1) {
    if (count % 20 === 0) clock.advance(random.between(1, 1_000));
    const entries = fields.filter(() => random.chance(0.6)).map((field) => [field, pick(values)] as const);
    // Never the end of the game that is watched: what a leave does is told elsewhere.
    const t = pick(names.filter((name) => name !== 'leave' && name !== 'sync' && name !== 'invite'));
    const frame = { ...Object.fromEntries(entries), ...(random.chance(0.5) && { id, round: 1 }), t: `play.${t}` };
    const lane = random.chance(0.5) ? control : unreliable;
    if (!lane.handleFrame('mallory', frame)) refused[lane.lane === 'control' ? 'control' : 'unreliable'] += 1;
  }
  const view = play.views()[0];
  expect([view?.id, view?.match !== undefined]).toEqual([id, true]);
  expect(refused.control).toBeGreaterThan(1_000);
  expect(refused.unreliable).toBeGreaterThan(1_000);
  expect(play.dropped()).toBeGreaterThan(0);
  // What is answered stays within what we may send: a pong for a ping, and one complaint.
  expect(left.length).toBeLessThan(frames / 4);
});
