import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { knockLifeMs, mailLifeMs, refusalLifeMs, slotLifeMs } from '#src/engine/mailbox/rules/lifetimes.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const dayMs = 86_400_000;
/** By their collections; a refusal lies in the place of a knock. */
const lifetimes: Readonly<Record<string, readonly number[]>> = {
  slot: [slotLifeMs],
  knock: [refusalLifeMs, knockLifeMs],
  mail: [mailLifeMs],
};
const kinds = Object.keys(lifetimes).sort();
/** Room for a clock that is two days ahead, and a day for the service. */
const marginDays = 3;

interface FieldOverride {
  readonly collectionGroup: string;
  readonly fieldPath: string;
  readonly ttl?: boolean;
}

/** What the rules say of each collection that expires. */
function boundsInRules(): Readonly<Record<string, readonly number[]>> {
  const blocks = read('firebase/firestore.rules').split(/match \/(?=\w+\/\{)/);
  const found = blocks.flatMap((block) => {
    const days = [...block.matchAll(/&& expiresWithin\((\d+)\)/g)].map(([, found]) => Number(found));
    return days.length === 0 ? [] : [[/^\w+/.exec(block)?.[0], days] as const];
  });
  return Object.fromEntries(found);
}

describe('documents that expire', () => {
  it('are those that the client gives an end', () => {
    const written = read('src/adapters/firestore/firestore-mailbox.ts').matchAll(
      /writer\.write(?:Signal|Refusal)\(`inbox\/\$\{box\}\/(\w+)\//g,
    );
    expect([...new Set([...written].map(([, kind]) => kind))].sort()).toEqual(kinds);
  });

  it('may not be given a later one, by the rules', () => {
    const bounds = Object.fromEntries(
      kinds.map((kind) => [kind, lifetimes[kind]?.map((lifeMs) => lifeMs / dayMs + marginDays)]),
    );
    expect(boundsInRules()).toEqual(bounds);
  });

  it('are deleted by the service, as far as it is configured here', () => {
    const { fieldOverrides }: { fieldOverrides: readonly FieldOverride[] } = JSON.parse(
      read('firebase/firestore.indexes.json'),
    );
    const expiring = fieldOverrides.filter(({ fieldPath, ttl }) => fieldPath === 'expireAt' && ttl === true);
    expect(expiring.map(({ collectionGroup }) => collectionGroup).sort()).toEqual(kinds);
  });
});
