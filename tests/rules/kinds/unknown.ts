import type { DocumentKind } from '../rules-table.ts';
import { bytes } from '../rules-world.ts';

/** Whatever the rules do not name belongs to nobody. */
export const unknown: DocumentKind = {
  name: 'document of an unknown kind',
  path: (world) => `inbox/${world.box}/parcel/${world.liveGrant}_0`,
  good: () => ({ sealed: bytes(1_024) }),
  existing: () => ({ sealed: bytes(1_024) }),
  allowed: {},
  writer: 'owner',
  wrong: {},
};
