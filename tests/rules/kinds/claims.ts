import type { DocumentData } from 'firebase/firestore';
import { serverTimestamp } from 'firebase/firestore';
import type { DocumentKind, SpecialCase } from '../rules-table.ts';
import type { Actor, Seeds, World } from '../rules-world.ts';
import { bytes, oldClaim, secondsAgo, sha256Hex, uidOf } from '../rules-world.ts';

const everyAccount = ['stranger', 'contact', 'blocked', 'owner', 'restored'] as const;
const path = (_world: World, actor: Actor): string => `claims/${uidOf(actor)}`;
const ownersPath = `claims/${uidOf('owner')}`;

export const writtenClaim = (world: World, actor: Actor): DocumentData => ({
  ...world.claimOf(actor),
  at: serverTimestamp(),
});

export const wrongInAnyClaim: DocumentKind['wrong'] = {
  'an ID of 19 letters': (good) => ({ ...good, id: '7K3M9QXAW2NP4TGVC1H' }),
  'a beacon of 31 digits': (good) => ({ ...good, beacon: 'a'.repeat(31) }),
  '-1 grants': (good) => ({ ...good, grants: -1 }),
  'a grant and a half': (good) => ({ ...good, grants: 1.5 }),
  '257 grants': (good) => ({ ...good, grants: 257 }),
  'a stamp of its own': (good) => ({ ...good, at: secondsAgo(1) }),
};

/** Whoever knows the pre-image owns the mailbox; the account is only its name for a while. */
export const claims: DocumentKind = {
  name: 'claim',
  path,
  good: (world) => ({ ...writtenClaim(world, 'owner'), pre: world.preImage }),
  existing: (world, actor) => ({ ...world.claimOf(actor), grants: 0 }),
  // Of the owner there is a mailbox left.
  allowed: { create: everyAccount, get: everyAccount, delete: ['stranger', 'contact', 'blocked'] },
  writer: 'owner',
  wrong: {
    ...wrongInAnyClaim,
    'a pre-image of another box': (good) => ({ ...good, pre: bytes(32) }),
    'a box of another pre-image': (good, world) => ({ ...good, box: world.boxOf('stranger') }),
    'the hash in upper case': (good, world) => ({ ...good, box: world.box.toUpperCase() }),
    'a short pre-image': (good) => ({ ...good, ...proofOf(31) }),
    'a long pre-image': (good) => ({ ...good, ...proofOf(33) }),
    'the pre-image as text': (good) => ({ ...good, pre: 'a'.repeat(32), box: sha256Hex('a'.repeat(32)) }),
    'nothing but the mailbox': (_good, world) => oldClaim(world),
  },
  cases: [
    {
      name: 'owner create with 256 grants',
      operation: 'create',
      actor: 'owner',
      allowed: true,
      data: (good) => ({ ...good, grants: 256 }),
    },
    ...(['create', 'get', 'delete'] as const).map(
      (operation): SpecialCase => ({
        name: `stranger ${operation} in the name of the owner`,
        operation,
        actor: 'stranger',
        allowed: false,
        path: () => ownersPath,
      }),
    ),
    ownerDeletes('of which nothing is left', true, noMailbox),
    ownerDeletes('while there is a card', false, (world) => ({
      ...noMailbox(world),
      [`people/${world.id}`]: { card: bytes(162), box: world.box },
    })),
    ownerDeletes('while somebody else has the ID', true, (world) => ({
      ...noMailbox(world),
      [`people/${world.id}`]: { card: bytes(162), box: world.boxOf('stranger') },
    })),
    ownerDeletes('while there is a beacon', false, (world) => ({ ...noMailbox(world), ...litBeacon(world) })),
    ownerDeletes('while there is a grant', false, (world) => ({
      ...noMailbox(world),
      [ownersPath]: world.claimOf('owner'),
    })),
    ownerDeletes('of an older version', true, (world) => ({ [ownersPath]: oldClaim(world) })),
    {
      ...ownerDeletes('together with all that is left', true, (world) => ({
        ...litBeacon(world),
        [`people/${world.id}`]: { card: bytes(162), box: world.box },
      })),
      beside: (world) => ({
        [`people/${world.id}`]: undefined,
        [`inbox/${world.box}`]: undefined,
        [`beacon/${world.beacon}`]: undefined,
      }),
    },
    {
      ...ownerDeletes('of an older version', false, (world) => ({ [ownersPath]: oldClaim(world) })),
      name: 'stranger delete of a claim of an older version',
      actor: 'stranger',
      path: () => ownersPath,
    },
  ],
};

function ownerDeletes(name: string, allowed: boolean, seeds: (world: World) => Seeds): SpecialCase {
  return { name: `owner delete ${name}`, operation: 'delete', actor: 'owner', allowed, seeds };
}

function noMailbox(world: World): Seeds {
  return { [`inbox/${world.box}`]: undefined };
}

export function litBeacon(world: World): Seeds {
  return { [`beacon/${world.beacon}`]: { box: world.box, open: true, at: secondsAgo(3_600) } };
}

function proofOf(size: number): { pre: ReturnType<typeof bytes>; box: string } {
  const pre = bytes(size);
  return { pre, box: sha256Hex(pre.toUint8Array()) };
}
