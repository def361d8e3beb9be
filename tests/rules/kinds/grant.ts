import { serverTimestamp } from 'firebase/firestore';
import { refusedLists } from '../repeated-cases.ts';
import type { DocumentKind } from '../rules-table.ts';
import type { World } from '../rules-world.ts';
import { secondsAgo } from '../rules-world.ts';

const owners = ['owner', 'restored'] as const;

export const grant: DocumentKind = {
  name: 'grant',
  path: (world) => `inbox/${world.box}/grant/${world.liveGrant}`,
  good: () => ({ at: serverTimestamp() }),
  existing: () => ({ at: secondsAgo(3_600) }),
  allowed: { create: owners, update: owners, get: owners, list: owners, delete: owners },
  writer: 'owner',
  wrong: {
    'a stamp of its own': (good) => ({ ...good, at: secondsAgo(1) }),
  },
  cases: [
    ...['a'.repeat(31), 'a'.repeat(33), 'A'.repeat(32), 'g'.repeat(32)].map(
      (name) =>
        ({
          name: `owner create under the name ${name}`,
          operation: 'create',
          actor: 'owner',
          allowed: false,
          path: (world: World) => `inbox/${world.box}/grant/${name}`,
        }) as const,
    ),
    ...refusedLists,
  ],
};
