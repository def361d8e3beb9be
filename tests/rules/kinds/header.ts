import { serverTimestamp, Timestamp } from 'firebase/firestore';
import { refusedWithinASecond, underOldClaim } from '../repeated-cases.ts';
import type { DocumentKind } from '../rules-table.ts';
import { bytes, randomHex, secondsAgo, sha256Hex, uidOf } from '../rules-world.ts';

const owners = ['owner', 'restored'] as const;

export const header: DocumentKind = {
  name: 'header',
  path: (world) => `inbox/${world.box}`,
  good: () => ({ open: false, tokenHash: randomHex(64), prekeys: bytes(105), at: serverTimestamp() }),
  existing: (world) => ({ open: true, tokenHash: sha256Hex(world.token), at: secondsAgo(3_600) }),
  allowed: { create: owners, update: owners, get: ['stranger', 'contact', 'blocked', ...owners], delete: owners },
  writer: 'owner',
  wrong: {
    'a hash of 63 digits': (good) => ({ ...good, tokenHash: 'a'.repeat(63) }),
    'a hash of 65 digits': (good) => ({ ...good, tokenHash: 'a'.repeat(65) }),
    'a hash in upper case': (good) => ({ ...good, tokenHash: 'A'.repeat(64) }),
    'empty prekeys': (good) => ({ ...good, prekeys: bytes(0) }),
    'prekeys of 513 bytes': (good) => ({ ...good, prekeys: bytes(513) }),
    'the prekeys as text': (good) => ({ ...good, prekeys: 'x'.repeat(105) }),
    'a stamp of its own in the past': (good) => ({ ...good, at: secondsAgo(1) }),
    'a stamp of its own in the future': (good) => ({ ...good, at: Timestamp.fromMillis(Date.now() + 60_000) }),
  },
  cases: [
    {
      name: 'owner update with prekeys of 512 bytes',
      operation: 'update',
      actor: 'owner',
      allowed: true,
      data: (good) => ({ ...good, prekeys: bytes(512) }),
    },
    refusedWithinASecond((world) => ({ [`inbox/${world.box}`]: { open: true, tokenHash: sha256Hex(world.token) } })),
    underOldClaim('of the header', 'update', { allowed: true }),
    {
      name: 'owner create while the proof lies in the claim',
      operation: 'create',
      actor: 'owner',
      allowed: false,
      seeds: (world) => ({ [`claims/${uidOf('owner')}`]: { ...world.claimOf('owner'), pre: world.preImage } }),
    },
    {
      name: "owner create of a stranger's header",
      operation: 'create',
      actor: 'owner',
      allowed: false,
      path: (world) => `inbox/${world.boxOf('stranger')}`,
    },
  ],
};
