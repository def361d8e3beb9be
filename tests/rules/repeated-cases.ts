import { Timestamp } from 'firebase/firestore';
import type { SpecialCase } from './rules-table.ts';
import { bytes } from './rules-world.ts';

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
