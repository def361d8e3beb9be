import type { Timestamp } from 'firebase/firestore';
import { serverTimestamp } from 'firebase/firestore';
import { mailLifeMs } from '#src/engine/mailbox/rules/lifetimes.ts';
import { refusedLists, refusedToContacts } from '../repeated-cases.ts';
import type { DocumentKind, SpecialCase } from '../rules-table.ts';
import type { World } from '../rules-world.ts';
import { bytes, endAfter, secondsAgo } from '../rules-world.ts';

const owners = ['owner', 'restored'] as const;
const expireAt = (moreDays = 0): Timestamp => endAfter(mailLifeMs, moreDays);

const contactCreates = (name: string, path: (world: World) => string, allowed: boolean): SpecialCase => ({
  name: `contact create ${name}`,
  operation: 'create',
  actor: 'contact',
  allowed,
  path: (world) => `inbox/${world.box}/mail/${path(world)}`,
});

const ofSize = (size: number, allowed: boolean): SpecialCase => ({
  name: `contact create of ${size} bytes`,
  operation: 'create',
  actor: 'contact',
  allowed,
  data: (good) => ({ ...good, sealed: bytes(size) }),
  refusedForFree: true,
});

export const mail: DocumentKind = {
  name: 'mail',
  path: (world, actor) => `inbox/${world.box}/mail/${world.grantOf(actor)}_0`,
  good: () => ({ sealed: bytes(4_096), at: serverTimestamp(), expireAt: expireAt() }),
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
    'no byte': (good) => ({ ...good, sealed: bytes(0) }),
    '1,023 bytes': (good) => ({ ...good, sealed: bytes(1_023) }),
    '4,097 bytes': (good) => ({ ...good, sealed: bytes(4_097) }),
    '16,385 bytes': (good) => ({ ...good, sealed: bytes(16_385) }),
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
    ofSize(1_024, true),
    ofSize(16_384, true),
    ofSize(8_192, false),
    ofSize(65_536, false),
    contactCreates('of mail 9', (world) => `${world.liveGrant}_9`, true),
    contactCreates('of mail 63', (world) => `${world.liveGrant}_63`, true),
    contactCreates('of mail 64', (world) => `${world.liveGrant}_64`, false),
    contactCreates('of mail 100', (world) => `${world.liveGrant}_100`, false),
    contactCreates('of mail 03, which is another name for 3', (world) => `${world.liveGrant}_03`, false),
    contactCreates('without a number', (world) => world.liveGrant, false),
    contactCreates('with a second number', (world) => `${world.liveGrant}_0_0`, false),
    contactCreates('with the grant in upper case', (world) => `${world.liveGrant.toUpperCase()}_0`, false),
    ...refusedToContacts('mail'),
    ...refusedLists,
  ],
};
