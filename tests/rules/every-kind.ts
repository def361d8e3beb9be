import { beacon } from './kinds/beacon.ts';
import { claims } from './kinds/claims.ts';
import { grant } from './kinds/grant.ts';
import { header } from './kinds/header.ts';
import { knock } from './kinds/knock.ts';
import { mail } from './kinds/mail.ts';
import { people } from './kinds/people.ts';
import { renewedClaims } from './kinds/renewed-claims.ts';
import { slot } from './kinds/slot.ts';
import { unknown } from './kinds/unknown.ts';
import type { DocumentKind } from './rules-table.ts';

export const everyKind: readonly DocumentKind[] = [
  claims,
  renewedClaims,
  people,
  header,
  grant,
  slot,
  mail,
  knock,
  beacon,
  unknown,
];
