import type { DocumentData } from 'firebase/firestore';
import { Bytes, serverTimestamp } from 'firebase/firestore';
import { refusedWithinASecond, underOldClaim } from '../repeated-cases.ts';
import type { DocumentKind } from '../rules-table.ts';
import { randomHex, secondsAgo, uidOf } from '../rules-world.ts';

/** Which start of the browser wrote it; left out by older versions. */
const withMark = (length: number) => ({ mark: Bytes.fromUint8Array(new Uint8Array(length)) });

const owners = ['owner', 'restored'] as const;

export const beacon: DocumentKind = {
  name: 'beacon',
  path: (world) => `beacon/${world.beacon}`,
  good: (world) => ({ box: world.box, open: true, at: serverTimestamp() }),
  existing: (world) => ({ box: world.box, open: true, at: secondsAgo(3_600) }),
  allowed: { create: owners, update: owners, get: ['stranger', 'contact', 'blocked', ...owners], delete: owners },
  writer: 'owner',
  wrong: {
    'the box of a stranger': (good, world) => ({ ...good, box: world.boxOf('stranger') }),
    'a stamp of its own': (good) => ({ ...good, at: secondsAgo(1) }),
    'a mark of 129 bytes': (good) => ({ ...good, ...withMark(129) }),
    'a text as mark': (good) => ({ ...good, mark: 'a start' }),
    'a mark and one field too many': (good) => ({ ...good, ...withMark(89), more: true }),
  },
  refusedByRead: ['the box of a stranger'],
  cases: [
    ...(['create', 'update'] as const).flatMap((operation) =>
      [89, 128].map(
        (length) =>
          ({
            name: `owner ${operation} with a mark of ${length} bytes`,
            operation,
            actor: 'owner',
            allowed: true,
            data: (good: DocumentData) => ({ ...good, ...withMark(length) }),
          }) as const,
      ),
    ),
    {
      name: "stranger update that takes the beacon into the stranger's box",
      operation: 'update',
      actor: 'stranger',
      allowed: false,
      data: (good, world) => ({ ...good, box: world.boxOf('stranger') }),
    },
    {
      name: 'owner create of a second one',
      operation: 'create',
      actor: 'owner',
      allowed: false,
      path: () => `beacon/${randomHex(32)}`,
    },
    {
      name: 'owner update of one that the claim names no more',
      operation: 'update',
      actor: 'owner',
      allowed: false,
      seeds: (world) => ({ [`claims/${uidOf('owner')}`]: { ...world.claimOf('owner'), beacon: randomHex(32) } }),
    },
    refusedWithinASecond((world) => ({ [`beacon/${world.beacon}`]: { box: world.box, open: true } })),
    underOldClaim('of the first', 'create', { allowed: false }),
    underOldClaim('of the one that is there', 'update', { allowed: true }),
    ...['a'.repeat(31), 'a'.repeat(33), 'A'.repeat(32)].map(
      (name) =>
        ({
          name: `owner create under the name ${name}`,
          operation: 'create',
          actor: 'owner',
          allowed: false,
          refusedForFree: true,
          path: () => `beacon/${name}`,
        }) as const,
    ),
  ],
};
