import { serverTimestamp } from 'firebase/firestore';
import { refusedLists, refusedWithinASecond, underOldClaim } from '../repeated-cases.ts';
import type { DocumentKind } from '../rules-table.ts';
import type { Actor, Seeds, World } from '../rules-world.ts';
import { randomHex, secondsAgo, uidOf } from '../rules-world.ts';

const owners = ['owner', 'restored'] as const;

/** The claim that counts one grant more, which is `given`. */
const countIn = (world: World, actor: Actor, given = world.liveGrant): Seeds => ({
  [`claims/${uidOf(actor)}`]: { ...world.claimOf(actor), grants: 2, given, at: serverTimestamp() },
});

export const grant: DocumentKind = {
  name: 'grant',
  path: (world) => `inbox/${world.box}/grant/${world.liveGrant}`,
  good: () => ({ at: serverTimestamp() }),
  existing: () => ({ at: secondsAgo(3_600) }),
  besideCreate: countIn,
  allowed: { create: owners, update: owners, get: owners, list: owners, delete: owners },
  writer: 'owner',
  wrong: {
    'a stamp of its own': (good) => ({ ...good, at: secondsAgo(1) }),
  },
  cases: [
    ...['a'.repeat(31), 'a'.repeat(33), 'A'.repeat(32), 'g'.repeat(32)].map(
      (name) =>
        ({
          name: `owner create under the name ${name}`,
          operation: 'create',
          actor: 'owner',
          allowed: false,
          path: (world: World) => `inbox/${world.box}/grant/${name}`,
          beside: (world: World) => countIn(world, 'owner', name),
        }) as const,
    ),
    {
      name: 'owner create of one that is not counted',
      operation: 'create',
      actor: 'owner',
      allowed: false,
      beside: () => ({}),
    },
    {
      name: 'owner create while another one is counted',
      operation: 'create',
      actor: 'owner',
      allowed: false,
      beside: (world) => countIn(world, 'owner', randomHex(32)),
    },
    refusedWithinASecond((world) => ({ [`inbox/${world.box}/grant/${world.liveGrant}`]: {} })),
    underOldClaim('of one that nobody counts', 'create', { allowed: true }),
    underOldClaim('of one that is there', 'update', { allowed: true }),
    ...refusedLists,
  ],
};
