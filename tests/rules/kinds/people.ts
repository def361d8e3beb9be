import type { DocumentKind } from '../rules-table.ts';
import { bytes } from '../rules-world.ts';

const everyAccount = ['stranger', 'contact', 'blocked', 'owner', 'restored'] as const;
const owners = ['owner', 'restored'] as const;

export const people: DocumentKind = {
  name: 'card',
  path: (world) => `people/${world.id}`,
  good: (world) => ({ card: bytes(162), box: world.box }),
  existing: (world) => ({ card: bytes(162), box: world.box }),
  allowed: { create: owners, update: owners, get: everyAccount, delete: owners },
  writer: 'owner',
  wrong: {
    'an empty card': (good) => ({ ...good, card: bytes(0) }),
    'a card of 513 bytes': (good) => ({ ...good, card: bytes(513) }),
    'the card as text': (good) => ({ ...good, card: 'x'.repeat(162) }),
    'the box of a stranger': (good, world) => ({ ...good, box: world.boxOf('stranger') }),
  },
  refusedByRead: ['the box of a stranger'],
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
      name: 'stranger create of an own card under a free ID',
      operation: 'create',
      actor: 'stranger',
      allowed: true,
      data: (good, world) => ({ ...good, box: world.boxOf('stranger') }),
    },
    ...['7K3M9QXAW2NP4TGVC1H', '7K3M9QXAW2NP4TGVC1HRR', '7k3m9qxaw2np4tgvc1hr', '7K3M9QXAW2NP4TGVC1HU'].map(
      (id) =>
        ({
          name: `owner create under the impossible ID ${id}`,
          operation: 'create',
          actor: 'owner',
          allowed: false,
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
