import type { DocumentData } from 'firebase/firestore';
import { serverTimestamp } from 'firebase/firestore';
import { refusedWithinASecond, underOldClaim } from '../repeated-cases.ts';
import type { DocumentKind } from '../rules-table.ts';
import { bytes, oldClaim, randomHex, secondsAgo, uidOf } from '../rules-world.ts';

const everyAccount = ['stranger', 'contact', 'blocked', 'owner', 'restored'] as const;
const owners = ['owner', 'restored'] as const;
/** As older versions write it. */
const unstamped = ({ card, box }: DocumentData): DocumentData => ({ card, box });

export const people: DocumentKind = {
  name: 'card',
  path: (world) => `people/${world.id}`,
  good: (world) => ({ card: bytes(162), box: world.box, at: serverTimestamp() }),
  existing: (world) => ({ card: bytes(162), box: world.box }),
  allowed: { create: owners, update: owners, get: everyAccount, delete: owners },
  writer: 'owner',
  wrong: {
    'an empty card': (good) => ({ ...good, card: bytes(0) }),
    'a card of 513 bytes': (good) => ({ ...good, card: bytes(513) }),
    'the card as text': (good) => ({ ...good, card: 'x'.repeat(162) }),
    'the box of a stranger': (good, world) => ({ ...good, box: world.boxOf('stranger') }),
    'a stamp of its own': (good) => ({ ...good, at: secondsAgo(1) }),
  },
  // Without a stamp it may be of an older version.
  refusedByRead: ['the box of a stranger', 'no at'],
  cases: [
    {
      name: 'owner create with a card of 512 bytes',
      operation: 'create',
      actor: 'owner',
      allowed: true,
      data: (good) => ({ ...good, card: bytes(512) }),
    },
    {
      name: "stranger update that moves the card to the stranger's box",
      operation: 'update',
      actor: 'stranger',
      allowed: false,
      data: (good, world) => ({ ...good, box: world.boxOf('stranger') }),
    },
    {
      name: 'stranger create of an own card under the ID of their claim',
      operation: 'create',
      actor: 'stranger',
      allowed: true,
      data: (good, world) => ({ ...good, box: world.boxOf('stranger') }),
    },
    {
      name: 'owner create under another ID than that of the claim',
      operation: 'create',
      actor: 'owner',
      allowed: false,
      path: () => 'people/7K3M9QXAW2NP4TGVC1HR',
    },
    refusedWithinASecond((world) => ({ [`people/${world.id}`]: { card: bytes(162), box: world.box } })),
    underOldClaim('of the first card', 'create', { allowed: false }),
    underOldClaim('of an unstamped first card', 'create', { allowed: false, data: unstamped }),
    underOldClaim('of the card', 'update', { allowed: true }),
    underOldClaim('of an unstamped card', 'update', { allowed: true, data: unstamped }),
    underOldClaim('of an unstamped card that moves it elsewhere', 'update', {
      allowed: false,
      data: (good) => ({ ...unstamped(good), box: randomHex(64) }),
    }),
    underOldClaim("of a stranger's unstamped card", 'update', {
      name: "stranger update of the owner's unstamped card, under an older claim of their own",
      actor: 'stranger',
      allowed: false,
      data: unstamped,
      seeds: (world) => ({ [`claims/${uidOf('stranger')}`]: oldClaim(world, 'stranger') }),
    }),
    ...['7K3M9QXAW2NP4TGVC1H', '7K3M9QXAW2NP4TGVC1HRR', '7k3m9qxaw2np4tgvc1hr', '7K3M9QXAW2NP4TGVC1HU'].map(
      (id) =>
        ({
          name: `owner create under the impossible ID ${id}`,
          operation: 'create',
          actor: 'owner',
          allowed: false,
          refusedForFree: true,
          path: () => `people/${id}`,
        }) as const,
    ),
    ...[1, undefined].map(
      (listLimit) =>
        ({
          name: `owner list with limit ${listLimit}`,
          operation: 'list',
          actor: 'owner',
          allowed: false,
          listLimit,
        }) as const,
    ),
  ],
};
