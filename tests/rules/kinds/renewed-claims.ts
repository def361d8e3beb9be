import type { DocumentData } from 'firebase/firestore';
import type { DocumentKind, SpecialCase } from '../rules-table.ts';
import type { Seeds, World } from '../rules-world.ts';
import { oldClaim, randomHex, secondsAgo, uidOf } from '../rules-world.ts';
import { claims, litBeacon, writtenClaim, wrongInAnyClaim } from './claims.ts';

const ownersPath = `claims/${uidOf('owner')}`;

/** What an account says later on, without the proof. */
export const renewedClaims: DocumentKind = {
  name: 'renewed claim',
  path: claims.path,
  good: writtenClaim,
  existing: (world, actor) => world.claimOf(actor),
  allowed: { update: ['stranger', 'contact', 'blocked', 'owner', 'restored'], get: claims.allowed.get ?? [] },
  writer: 'owner',
  wrong: {
    ...wrongInAnyClaim,
    'another box': (good) => ({ ...good, box: randomHex(64) }),
    'another ID': (good) => ({ ...good, id: '7K3M9QXAW2NP4TGVC1HR' }),
    'the proof once more': (good, world) => ({ ...good, pre: world.preImage }),
    'a grant more': (good) => ({ ...good, grants: 2 }),
    'a grant less': (good) => ({ ...good, grants: 0 }),
  },
  cases: [
    ownerUpdates('that takes the proof away at once', true, {
      seeds: (world) => ({ [ownersPath]: { ...justWritten(world), pre: world.preImage } }),
    }),
    ownerUpdates('that takes the proof away and the box along', false, {
      seeds: (world) => ({ [ownersPath]: { ...justWritten(world), pre: world.preImage } }),
      data: (good) => ({ ...good, box: randomHex(64) }),
    }),
    ownerUpdates('within a second', false, { seeds: (world) => ({ [ownersPath]: justWritten(world) }) }),
    ...[0, 256].map((grants) =>
      ownerUpdates(`of an older claim, with ${grants} grants`, true, {
        seeds: (world) => ({ [ownersPath]: oldClaim(world) }),
        data: (good) => ({ ...good, grants }),
      }),
    ),
    ownerUpdates('of an older claim by another box', false, {
      seeds: (world) => ({ [ownersPath]: oldClaim(world) }),
      data: (good) => ({ ...good, box: randomHex(64) }),
    }),
    ownerUpdates('of an older claim, with one field too many', false, {
      seeds: (world) => ({ [ownersPath]: oldClaim(world) }),
      data: (good) => ({ ...good, more: true }),
    }),
    ownerUpdates('by an older claim', false, { data: (_good, world) => oldClaim(world) }),
    ...renamedBeacons(),
    ...countedGrants(),
    {
      name: "stranger update of the owner's",
      operation: 'update',
      actor: 'stranger',
      allowed: false,
      path: () => ownersPath,
      seeds: (world) => ({ [ownersPath]: world.claimOf('owner') }),
      data: (_good, world) => writtenClaim(world, 'owner'),
    },
    {
      name: "stranger update of the owner's with a grant that is given",
      operation: 'update',
      actor: 'stranger',
      allowed: false,
      path: () => ownersPath,
      seeds: (world) => ({ [ownersPath]: world.claimOf('owner') }),
      data: (_good, world) => ({ ...writtenClaim(world, 'owner'), grants: 2, given: randomHex(32) }),
    },
    {
      name: "restored update of the owner's with a grant that is taken",
      operation: 'update',
      actor: 'restored',
      allowed: false,
      path: () => ownersPath,
      data: (_good, world) => ({ ...writtenClaim(world, 'owner'), grants: 0, taken: world.liveGrant }),
      beside: (world) => ({ [`inbox/${world.box}/grant/${world.liveGrant}`]: undefined }),
    },
    {
      name: "stranger update of the owner's older one",
      operation: 'update',
      actor: 'stranger',
      allowed: false,
      path: () => ownersPath,
      seeds: (world) => ({ [ownersPath]: oldClaim(world) }),
      data: (_good, world) => writtenClaim(world, 'owner'),
    },
  ],
};

function ownerUpdates(
  name: string,
  allowed: boolean,
  rest: Pick<SpecialCase, 'data' | 'seeds' | 'beside'>,
): SpecialCase {
  return { name: `owner update ${name}`, operation: 'update', actor: 'owner', allowed, ...rest };
}

function justWritten(world: World): DocumentData {
  return { ...world.claimOf('owner'), at: secondsAgo(-0.5) };
}

function renamedBeacons(): readonly SpecialCase[] {
  const data = (good: DocumentData): DocumentData => ({ ...good, beacon: randomHex(32) });
  return [
    ownerUpdates('by another beacon', true, { data }),
    ownerUpdates('by another beacon while the former is lit', false, { data, seeds: litBeacon }),
    ownerUpdates('by another beacon, the former deleted with it', true, {
      data,
      seeds: litBeacon,
      beside: (world) => ({ [`beacon/${world.beacon}`]: undefined }),
    }),
  ];
}

function countedGrants(): readonly SpecialCase[] {
  const given = (good: DocumentData): DocumentData => ({ ...good, grants: 2, given: randomHex(32) });
  const taken = (good: DocumentData, world: World): DocumentData => ({ ...good, grants: 0, taken: world.liveGrant });
  const liveGrant = (world: World): string => `inbox/${world.box}/grant/${world.liveGrant}`;
  const beside = (world: World): Seeds => ({ [liveGrant(world)]: undefined });
  return [
    // It counts one too many, which is its own loss.
    ownerUpdates('with a grant that is given', true, { data: given }),
    ownerUpdates('with a first grant that is given within a second', true, {
      data: given,
      seeds: (world) => ({ [ownersPath]: justWritten(world) }),
    }),
    ownerUpdates('with a grant that is given later than another one', true, {
      data: given,
      seeds: (world) => ({ [ownersPath]: { ...world.claimOf('owner'), given: randomHex(32) } }),
    }),
    ...(['given', 'taken'] as const).map((before) =>
      ownerUpdates(`with a grant that is given within a second after one that was ${before}`, false, {
        data: given,
        seeds: (world) => ({ [ownersPath]: { ...justWritten(world), [before]: randomHex(32) } }),
      }),
    ),
    ownerUpdates('with a grant that is given and not counted', false, {
      data: (good) => ({ ...given(good), grants: 1 }),
    }),
    ownerUpdates('with a grant that is given and counted twice', false, {
      data: (good) => ({ ...given(good), grants: 3 }),
    }),
    ownerUpdates('with a 257th grant', false, {
      data: (good) => ({ ...given(good), grants: 257 }),
      seeds: (world) => ({ [ownersPath]: { ...world.claimOf('owner'), grants: 256 } }),
    }),
    ownerUpdates('with a grant that is given and another beacon', false, {
      data: (good) => ({ ...given(good), beacon: randomHex(32) }),
    }),
    ownerUpdates('with a grant that is taken at once', true, {
      data: taken,
      beside,
      seeds: (world) => ({ [ownersPath]: justWritten(world) }),
    }),
    ownerUpdates('with a grant that is taken and still there', false, { data: taken }),
    ownerUpdates('with a grant that is taken and never was there', false, {
      data: (good) => ({ ...good, grants: 0, taken: randomHex(32) }),
    }),
    ownerUpdates('with a grant that is taken and counts for two', false, {
      data: taken,
      beside,
      seeds: (world) => ({ [ownersPath]: { ...world.claimOf('owner'), grants: 2 } }),
    }),
    ownerUpdates('with a grant that is taken and another beacon', false, {
      data: (good, world) => ({ ...taken(good, world), beacon: randomHex(32) }),
      beside,
    }),
  ];
}
