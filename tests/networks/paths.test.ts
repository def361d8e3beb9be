import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessName } from '../../scripts/lib/net/access-kinds.mjs';
import type { Path } from '../../scripts/lib/net/expected-path.mjs';
import type { LabPair } from '../../scripts/lib/net/lab-pair.mjs';
import { openLabPairHere } from '../soak/support/lab-environment.ts';
import { noNetworks } from './support/no-networks.ts';

type Kinds = readonly [AccessName, AccessName];

/** A pair for each way there is; `npm run lab:nat` tries them all. */
const paths: readonly { kinds: Kinds; path: Path; family: 'IPv4' | 'IPv6' }[] = [
  { kinds: ['open', 'open'], path: 'direct', family: 'IPv4' },
  { kinds: ['full cone', 'port restricted'], path: 'direct', family: 'IPv4' },
  { kinds: ['symmetric', 'symmetric'], path: 'relay by UDP', family: 'IPv4' },
  { kinds: ['port restricted', 'UDP blocked'], path: 'relay by TCP', family: 'IPv4' },
  { kinds: ['IPv6 only', 'both families'], path: 'direct', family: 'IPv6' },
];

describe.skipIf(noNetworks)(`two people in networks (skipped where ${noNetworks ?? 'none can be made'})`, () => {
  let pair: LabPair;

  beforeAll(async () => {
    pair = await openLabPairHere();
  });
  afterAll(() => pair?.close());

  it.for(paths)('see each other by the best path there is: $kinds', async ({ kinds, path, family }) => {
    await pair.move(kinds);
    const { ends, ...meeting } = await pair.meet(path);
    expect(meeting.path).toBe(path);
    expect(ends.map((end) => end.family)).toEqual([family, family]);
  });
});
