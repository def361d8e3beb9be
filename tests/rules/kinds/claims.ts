import type { DocumentKind } from '../rules-table.ts';
import { bytes, sha256Hex, uidOf } from '../rules-world.ts';

export const claims: DocumentKind = {
  name: 'claim',
  path: (_world, actor) => `claims/${uidOf(actor)}`,
  good: (world) => ({ box: world.box, pre: world.preImage }),
  existing: (world, actor) => ({ box: world.boxOf(actor), pre: world.preImage }),
  // Whoever knows the pre-image owns the mailbox; the account is only its name for a while.
  allowed: {
    create: ['stranger', 'contact', 'blocked', 'owner', 'restored'],
    update: ['stranger', 'contact', 'blocked', 'owner', 'restored'],
    delete: ['stranger', 'contact', 'blocked', 'owner', 'restored'],
  },
  writer: 'owner',
  wrong: {
    'a pre-image of another box': (good) => ({ ...good, pre: bytes(32) }),
    'a box of another pre-image': (good, world) => ({ ...good, box: world.boxOf('stranger') }),
    'the hash in upper case': (good, world) => ({ ...good, box: world.box.toUpperCase() }),
    'a short pre-image': () => claimOf(31),
    'a long pre-image': () => claimOf(33),
    'the pre-image as text': () => ({ pre: 'a'.repeat(32), box: sha256Hex('a'.repeat(32)) }),
  },
  cases: [
    {
      name: 'stranger create in the name of the owner',
      operation: 'create',
      actor: 'stranger',
      allowed: false,
      path: () => `claims/${uidOf('owner')}`,
    },
    {
      name: "stranger delete of the owner's",
      operation: 'delete',
      actor: 'stranger',
      allowed: false,
      path: () => `claims/${uidOf('owner')}`,
    },
  ],
};

function claimOf(size: number): { pre: ReturnType<typeof bytes>; box: string } {
  const pre = bytes(size);
  return { pre, box: sha256Hex(pre.toUint8Array()) };
}
