import type { Timestamp } from 'firebase/firestore';
import { serverTimestamp } from 'firebase/firestore';
import { slotLifeMs } from '#src/engine/mailbox/rules/lifetimes.ts';
import { refusedLists, refusedToContacts } from '../repeated-cases.ts';
import type { DocumentKind, SpecialCase } from '../rules-table.ts';
import type { World } from '../rules-world.ts';
import { bytes, endAfter, secondsAgo } from '../rules-world.ts';

const owners = ['owner', 'restored'] as const;
const expireAt = (moreDays = 0): Timestamp => endAfter(slotLifeMs, moreDays);

const named =
  (name: (world: World) => string) =>
  (world: World): string =>
    `inbox/${world.box}/slot/${name(world)}`;

const contactCreates = (name: string, path: (world: World) => string, allowed: boolean): SpecialCase => ({
  name: `contact create ${name}`,
  operation: 'create',
  actor: 'contact',
  allowed,
  path: named(path),
});

export const slot: DocumentKind = {
  name: 'slot',
  path: (world, actor) => `inbox/${world.box}/slot/${world.grantOf(actor)}_0`,
  good: () => ({ sealed: bytes(1_024), at: serverTimestamp(), expireAt: expireAt() }),
  existing: () => ({ sealed: bytes(1_024), at: secondsAgo(2), expireAt: expireAt() }),
  allowed: {
    create: ['contact', ...owners],
    update: ['contact', ...owners],
    get: owners,
    list: owners,
    delete: owners,
  },
  writer: 'contact',
  wrong: {
    '1,023 bytes': (good) => ({ ...good, sealed: bytes(1_023) }),
    '1,025 bytes': (good) => ({ ...good, sealed: bytes(1_025) }),
    '1,024 characters': (good) => ({ ...good, sealed: 'x'.repeat(1_024) }),
    'an end that is four days too far': (good) => ({ ...good, expireAt: expireAt(4) }),
    'an end that is no time': (good) => ({ ...good, expireAt: 'never' }),
    'a stamp of its own': (good) => ({ ...good, at: secondsAgo(1) }),
  },
  cases: [
    {
      name: 'contact create by a clock that is two days ahead',
      operation: 'create',
      actor: 'contact',
      allowed: true,
      data: (good) => ({ ...good, expireAt: expireAt(2) }),
    },
    contactCreates('of slot 3', (world) => `${world.liveGrant}_3`, true),
    contactCreates('of slot 4', (world) => `${world.liveGrant}_4`, false),
    contactCreates('without a number', (world) => world.liveGrant, false),
    contactCreates('with a second number', (world) => `${world.liveGrant}_0_0`, false),
    contactCreates('with the grant in upper case', (world) => `${world.liveGrant.toUpperCase()}_0`, false),
    ...refusedToContacts('slot'),
    ...refusedLists,
  ],
};
