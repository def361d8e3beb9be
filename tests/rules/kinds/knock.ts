import type { DocumentData, Timestamp } from 'firebase/firestore';
import { serverTimestamp } from 'firebase/firestore';
import { knockLifeMs, refusalLifeMs } from '#src/engine/mailbox/rules/lifetimes.ts';
import { refusedLists } from '../repeated-cases.ts';
import type { DocumentKind, SpecialCase } from '../rules-table.ts';
import type { World } from '../rules-world.ts';
import { bytes, endAfter, randomHex, secondsAgo, sha256Hex, uidOf } from '../rules-world.ts';

const owners = ['owner', 'restored'] as const;
const everyAccount = ['stranger', 'contact', 'blocked', ...owners] as const;
const expireAt = (moreDays = 0): Timestamp => endAfter(knockLifeMs, moreDays);

const closedHeader = (world: World): DocumentData => ({
  open: false,
  tokenHash: sha256Hex(world.token),
  at: secondsAgo(3_600),
});

const strangerKnocks = (
  name: string,
  allowed: boolean,
  rest: Pick<SpecialCase, 'data' | 'seeds' | 'path'>,
): SpecialCase => ({ name: `stranger create ${name}`, operation: 'create', actor: 'stranger', allowed, ...rest });

const atClosedDoor = (world: World) => ({ [`inbox/${world.box}`]: closedHeader(world) });

const knockedAgo = (seconds: number): Pick<SpecialCase, 'operation' | 'actor' | 'seeds'> => ({
  operation: 'update',
  actor: 'stranger',
  seeds: (world) => ({
    [`inbox/${world.box}/knock/${uidOf('stranger')}`]: {
      sealed: bytes(1_024),
      token: null,
      at: secondsAgo(seconds),
      expireAt: expireAt(),
    },
  }),
});

const strangersKnock = (world: World): string => `inbox/${world.box}/knock/${uidOf('stranger')}`;

const refusing = (): DocumentData => ({
  refused: true,
  since: serverTimestamp(),
  expireAt: endAfter(refusalLifeMs, 0),
});

const refusedAgo = (seconds: number): Pick<SpecialCase, 'seeds'> => ({
  seeds: (world) => ({ [strangersKnock(world)]: { ...refusing(), since: secondsAgo(seconds) } }),
});

const refusal = (
  name: string,
  rest: Pick<SpecialCase, 'operation' | 'actor' | 'allowed'> & Partial<SpecialCase>,
): SpecialCase => ({ name, path: strangersKnock, data: refusing, ...rest });

export const knock: DocumentKind = {
  name: 'knock',
  path: (world, actor) => `inbox/${world.box}/knock/${uidOf(actor)}`,
  good: () => ({ sealed: bytes(1_024), token: null, at: serverTimestamp(), expireAt: expireAt() }),
  existing: () => ({ sealed: bytes(1_024), token: null, at: secondsAgo(61), expireAt: expireAt() }),
  allowed: { create: everyAccount, update: everyAccount, get: owners, list: owners, delete: owners },
  writer: 'stranger',
  wrong: {
    '1,023 bytes': (good) => ({ ...good, sealed: bytes(1_023) }),
    '1,025 bytes': (good) => ({ ...good, sealed: bytes(1_025) }),
    '1,024 characters': (good) => ({ ...good, sealed: 'x'.repeat(1_024) }),
    'a token of 31 digits': (good) => ({ ...good, token: 'a'.repeat(31) }),
    'a token in upper case': (good) => ({ ...good, token: 'A'.repeat(32) }),
    'an end that is four days too far': (good) => ({ ...good, expireAt: expireAt(4) }),
    'an end that is no time': (good) => ({ ...good, expireAt: 'never' }),
    'a stamp of its own': (good) => ({ ...good, at: secondsAgo(1) }),
  },
  cases: [
    {
      name: 'stranger create by a clock that is two days ahead',
      operation: 'create',
      actor: 'stranger',
      allowed: true,
      data: (good) => ({ ...good, expireAt: expireAt(2) }),
    },
    { name: 'stranger update after 61 seconds', allowed: true, ...knockedAgo(61) },
    { name: 'stranger update after 55 seconds', allowed: false, refusedForFree: true, ...knockedAgo(55) },
    {
      ...knockedAgo(61),
      name: 'stranger update after being refused',
      allowed: false,
      refusedForFree: true,
      ...refusedAgo(3_600),
    },
    {
      ...knockedAgo(61),
      name: 'stranger update after being refused by an older version',
      allowed: false,
      refusedForFree: true,
      seeds: (world) => ({ [strangersKnock(world)]: { refused: true } }),
    },
    refusal('owner update of a refusal within a second', {
      operation: 'update',
      actor: 'owner',
      allowed: false,
      refusedForFree: true,
      ...refusedAgo(-0.5),
    }),
    refusal('owner update of a refusal', { operation: 'update', actor: 'owner', allowed: true, ...refusedAgo(2) }),
    refusal('owner update of a refusal by an older version', {
      operation: 'update',
      actor: 'owner',
      allowed: true,
      seeds: (world) => ({ [strangersKnock(world)]: { refused: true } }),
    }),
    refusal('owner create that refuses an account that never was', {
      operation: 'create',
      actor: 'owner',
      allowed: false,
      path: (world) => `inbox/${world.box}/knock/nobody`,
    }),
    refusal('owner update that refuses an account without a claim', {
      operation: 'update',
      actor: 'owner',
      allowed: true,
      seeds: () => ({ [`claims/${uidOf('stranger')}`]: undefined }),
    }),
    ...(['create', 'update'] as const).flatMap((operation) => [
      refusal(`owner ${operation} that refuses an account`, { operation, actor: 'owner', allowed: true }),
      refusal(`contact ${operation} that refuses an account`, { operation, actor: 'contact', allowed: false }),
      refusal(`owner ${operation} of a refusal that is none`, {
        operation,
        actor: 'owner',
        allowed: false,
        data: () => ({ ...refusing(), refused: false }),
      }),
      refusal(`owner ${operation} of a refusal with the stamp of a knock`, {
        operation,
        actor: 'owner',
        allowed: false,
        data: () => ({ ...refusing(), at: serverTimestamp() }),
      }),
      refusal(`owner ${operation} of a refusal without an end`, {
        operation,
        actor: 'owner',
        allowed: false,
        data: () => ({ refused: true, since: serverTimestamp() }),
      }),
      refusal(`owner ${operation} of a refusal with an end that is four days too far`, {
        operation,
        actor: 'owner',
        allowed: false,
        data: () => ({ ...refusing(), expireAt: endAfter(refusalLifeMs, 4) }),
      }),
      refusal(`owner ${operation} of a refusal with a time of its own`, {
        operation,
        actor: 'owner',
        allowed: false,
        data: () => ({ ...refusing(), since: secondsAgo(1) }),
      }),
    ]),
    strangerKnocks('under the name of a contact', false, {
      path: (world) => `inbox/${world.box}/knock/${uidOf('contact')}`,
    }),
    strangerKnocks('by bare ID at a closed door', false, { seeds: atClosedDoor }),
    strangerKnocks('with a wrong token at a closed door', false, {
      seeds: atClosedDoor,
      data: (good) => ({ ...good, token: randomHex(32) }),
    }),
    strangerKnocks("with the token's hash at a closed door", false, {
      seeds: atClosedDoor,
      data: (good, world) => ({ ...good, token: sha256Hex(world.token).slice(0, 32) }),
    }),
    strangerKnocks('with the token at a closed door', true, {
      seeds: atClosedDoor,
      data: (good, world) => ({ ...good, token: world.token }),
    }),
    strangerKnocks('with a wrong token at an open door', true, {
      data: (good) => ({ ...good, token: randomHex(32) }),
    }),
    strangerKnocks('where there is no header', false, { seeds: (world) => ({ [`inbox/${world.box}`]: undefined }) }),
    ...refusedLists,
  ],
};
