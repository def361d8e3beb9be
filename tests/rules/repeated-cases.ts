import { Timestamp } from 'firebase/firestore';
import type { Operation, SpecialCase } from './rules-table.ts';
import type { World } from './rules-world.ts';
import { bytes, oldClaim, secondsAgo, uidOf } from './rules-world.ts';

const expireAt = (): Timestamp => Timestamp.fromMillis(Date.now() + 60_000);

/** Lists that are too long, or of no stated length, are refused to the owner as well. */
export const refusedLists: readonly SpecialCase[] = [101, undefined].map((listLimit) => ({
  name: `owner list with limit ${listLimit}`,
  operation: 'list',
  actor: 'owner',
  allowed: false,
  listLimit,
  refusedForFree: true,
}));

/** Who wrote a moment ago waits, also with documents of their own. */
export const refusedWithinASecond = (written: (world: World) => Readonly<Record<string, object>>): SpecialCase => ({
  name: 'owner update within a second',
  refusedForFree: true,
  operation: 'update',
  actor: 'owner',
  allowed: false,
  seeds: (world) =>
    Object.fromEntries(Object.entries(written(world)).map(([path, data]) => [path, { ...data, at: secondsAgo(-0.5) }])),
});

/** Where the owner's claim is of an older version. */
export const underOldClaim = (
  name: string,
  operation: Operation,
  rest: Pick<SpecialCase, 'allowed'> & Partial<SpecialCase>,
): SpecialCase => ({
  name: `owner ${operation} ${name}, under an older claim`,
  operation,
  actor: 'owner',
  beside: () => ({}),
  ...rest,
  seeds: (world) => ({ [`claims/${uidOf('owner')}`]: oldClaim(world), ...rest.seeds?.(world) }),
});

/** What a contact may not do with documents named `{grant}_{number}`, in whichever collection they are. */
export const refusedToContacts = (collection: 'slot' | 'mail'): readonly SpecialCase[] => [
  {
    name: "contact create in a stranger's inbox",
    operation: 'create',
    actor: 'contact',
    allowed: false,
    path: (world) => `inbox/${world.boxOf('stranger')}/${collection}/${world.liveGrant}_0`,
  },
  {
    name: 'contact update within a second',
    refusedForFree: true,
    operation: 'update',
    actor: 'contact',
    allowed: false,
    seeds: (world) => ({
      [`inbox/${world.box}/${collection}/${world.liveGrant}_0`]: {
        sealed: bytes(1_024),
        at: Timestamp.fromMillis(Date.now() + 500),
        expireAt: expireAt(),
      },
    }),
  },
];
