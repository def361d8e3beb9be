import { serverTimestamp } from 'firebase/firestore';
import type { DocumentKind } from '../rules-table.ts';
import { secondsAgo } from '../rules-world.ts';

const owners = ['owner', 'restored'] as const;

export const beacon: DocumentKind = {
  name: 'beacon',
  path: (world) => `beacon/${world.beacon}`,
  good: (world) => ({ box: world.box, open: true, at: serverTimestamp() }),
  existing: (world) => ({ box: world.box, open: true, at: secondsAgo(3_600) }),
  allowed: { create: owners, update: owners, get: ['stranger', 'contact', 'blocked', ...owners] },
  writer: 'owner',
  wrong: {
    'the box of a stranger': (good, world) => ({ ...good, box: world.boxOf('stranger') }),
    'a stamp of its own': (good) => ({ ...good, at: secondsAgo(1) }),
  },
  refusedByRead: ['the box of a stranger'],
  cases: [
    {
      name: "stranger update that takes the beacon into the stranger's box",
      operation: 'update',
      actor: 'stranger',
      allowed: false,
      data: (good, world) => ({ ...good, box: world.boxOf('stranger') }),
    },
    ...['a'.repeat(31), 'a'.repeat(33), 'A'.repeat(32)].map(
      (name) =>
        ({
          name: `owner create under the name ${name}`,
          operation: 'create',
          actor: 'owner',
          allowed: false,
          path: () => `beacon/${name}`,
        }) as const,
    ),
  ],
};
