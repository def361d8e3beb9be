import { beforeAll, describe, expect, it } from 'vitest';
import type { ContactRecord } from '#src/engine/ports/stores-port.ts';
import type { Action, Side, Weather, World } from './pairing-model.ts';
import { act, cleanUp, hear, other, read, sides, strangers } from './pairing-model.ts';

/** How many writes an action needs at most, each of which may be the last that gets through. */
const writesOf: Readonly<Record<Action, number>> = { invite: 4, accept: 3, decline: 1, block: 2, remove: 1, offer: 1 };
const actions = Object.keys(writesOf) as Action[];

function weathersOf(action: Action): readonly Weather[] {
  return Array.from({ length: writesOf[action] }, (_, cutAt) =>
    [true, false].map((unheard) => ({ cutAt, unheard })),
  ).flat();
}

/** Reads all that is under way, until nothing is; then whatever was to be taken away is. */
async function settle(world: World): Promise<World> {
  let now = world;
  for (let turn = 0; turn < 20; turn += 1) {
    const side = sides.find((one) => now[one].unread.length > 0);
    if (side === undefined) break;
    now = await read(now, side);
  }
  for (const side of sides) now = await cleanUp(now, side);
  if (sides.some((side) => now[side].unread.length > 0)) throw new Error(`never at rest: ${keyOf(now)}`);
  return now;
}

type Stored = Omit<Extract<ContactRecord, { status: 'accepted' }>, 'status'> & Pick<ContactRecord, 'status'>;

/** All that decides what happens next: numbers only ever rise, and of a grant it matters whom it opens. */
function keyOf(world: World): string {
  const parts = sides.map((side) => {
    const { record, refusesKnocks, grants } = world[side];
    const theirs = world[other[side]];
    const { status = 'none', myGrant, theirGrant, ...rest } = { ...record } as Partial<Stored>;
    const isTheirs = theirs.record && 'myGrant' in theirs.record && theirs.record.myGrant === theirGrant;
    const opens = theirGrant !== undefined && theirs.grants.includes(theirGrant);
    const isOpen = myGrant !== undefined && grants.includes(myGrant);
    const grant = [theirGrant !== undefined && isTheirs, opens, isOpen].map(Number).join('');
    return [status, rest.confirmed, rest.shutOut, rest.knockAccount !== undefined, grant, refusesKnocks].join();
  });
  // Who of the two is who makes no difference but for who writes the offer.
  return parts.sort().join(' / ');
}

/** What may come of one world by one action of one side, whatever is lost of it, and whatever crosses it. */
async function after(world: World): Promise<readonly World[]> {
  const next: World[] = [];
  for (const side of sides) {
    for (const action of actions) {
      const cut = weathersOf(action).map((weather) => act(world, side, [action, weather]));
      next.push(...(await Promise.all(cut)));
      const acted = await act(world, side, [action]);
      const reader = other[side];
      // Signals in slots are overwritten or expire; a request lies until it is read.
      const first = acted[reader].unread[0];
      if (first !== undefined && first.kind !== 'knock') next.push(await read(acted, reader, true));
      next.push(acted);
      for (const crossing of actions) next.push(await act(acted, reader, [crossing]));
    }
  }
  return Promise.all(next.map(settle));
}

/** Every pair of states that two people can get into, however they got there. */
async function everyWorld(): Promise<ReadonlyMap<string, World>> {
  const found = new Map([[keyOf(strangers), strangers]]);
  const waiting = [strangers];
  for (let world = waiting.shift(); world !== undefined; world = waiting.shift()) {
    for (const next of await after(world)) {
      if (found.has(keyOf(next))) continue;
      found.set(keyOf(next), next);
      waiting.push(next);
    }
  }
  return found;
}

function isContact(world: World, side: Side): boolean {
  const { record } = world[side];
  return record?.status === 'accepted' && record.shutOut !== true;
}

function areContacts(world: World): boolean {
  return sides.every((side) => {
    const [own, theirs] = [world[side].record, world[other[side]].record];
    const isAgreed = own?.status === 'accepted' && theirs?.status === 'accepted' && own.theirGrant === theirs.myGrant;
    return isAgreed && isContact(world, side);
  });
}

/** Nobody has a contact whom nothing reaches, and no two wait for each other. */
function agree(world: World): boolean {
  if (areContacts(world)) return true;
  const states = new Set(sides.map((side) => world[side].record?.status));
  const waitForEachOther = states.size === 1 && (states.has('knocked') || states.has('asked'));
  return !waitForEachOther && !sides.some((side) => isContact(world, side));
}

async function play(world: World, moves: readonly (readonly [Side, Action])[]): Promise<World> {
  let now = world;
  for (const [side, action] of moves) now = await settle(await act(now, side, [action]));
  return now;
}

let worlds: ReadonlyMap<string, World> = new Map();
beforeAll(async () => {
  worlds = await everyWorld();
}, 60_000);

/** The ways into the worlds that are not as they should be; none, if all is well. */
async function exceptions(judge: (world: World) => Promise<boolean>): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const [key, world] of worlds) if (!(await judge(world))) failed.push(key);
  return failed;
}

describe('two people, whatever they do, whatever of it is lost or crosses', () => {
  it('get into every pair of states but those in which both wait for, or have turned down, what the other asked', () => {
    const states = ['none', 'knocked', 'asked', 'accepted', 'declined', 'blocked'];
    const never = ['knocked / knocked', 'asked / asked', 'asked / declined', 'declined / declined'];
    const all = new Set(states.flatMap((one) => states.map((two) => [one, two].sort().join(' / '))));
    const seen = new Set(
      [...worlds.keys()].map((key) =>
        key
          .replace(/,[^/]*/g, ' ')
          .trim()
          .split(' / ')
          .sort()
          .join(' / '),
      ),
    );
    expect([...all].filter((pair) => !seen.has(pair))).toEqual(never);
  });

  it('believe the same of each other as soon as whoever believes in it has written once', async () => {
    const write = [
      ['alice', 'offer'],
      ['bob', 'offer'],
    ] as const;
    expect(await exceptions(async (world) => agree(await play(world, write)))).toEqual([]);
  });

  it('become contacts when one invites and the other does, unless a block was in the way of the first', async () => {
    const invite = [
      ['alice', 'invite'],
      ['bob', 'invite'],
    ] as const;
    const isBlocked = (world: World): boolean => world.bob.refusesKnocks || world.bob.record?.status === 'blocked';
    expect(await exceptions(async (world) => isBlocked(world) || areContacts(await play(world, invite)))).toEqual([]);
    const again = [...invite, ['alice', 'invite']] as const;
    expect(await exceptions(async (world) => areContacts(await play(world, again)))).toEqual([]);
  });

  it('become contacts by one invitation and one acceptance where nobody said no', async () => {
    const ask = [
      ['alice', 'invite'],
      ['bob', 'accept'],
    ] as const;
    const saidNo = ({ bob }: World): boolean => bob.record?.status === 'blocked' || bob.record?.status === 'declined';
    expect(
      await exceptions(
        async (world) => world.bob.refusesKnocks || saidNo(world) || areContacts(await play(world, ask)),
      ),
    ).toEqual([]);
  });

  it('are where they were when the same document is read again', async () => {
    const reread = async (world: World, side: Side): Promise<boolean> => {
      for (const action of actions) {
        const acted = await act(world, side, [action]);
        const [signal] = acted[other[side]].unread;
        if (signal === undefined) continue;
        const once = await settle(acted);
        if (keyOf(await settle(await hear(once, other[side], signal))) !== keyOf(once)) return false;
      }
      return true;
    };
    expect(await exceptions((world) => reread(world, 'alice'))).toEqual([]);
  });
});
