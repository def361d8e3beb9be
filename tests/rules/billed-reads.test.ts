import { assertFails, assertSucceeds } from '@firebase/rules-unit-testing';
import { describe, expect, test } from 'vitest';
import { beacon } from './kinds/beacon.ts';
import { grant } from './kinds/grant.ts';
import { header } from './kinds/header.ts';
import { knock } from './kinds/knock.ts';
import { mail } from './kinds/mail.ts';
import { people } from './kinds/people.ts';
import { slot } from './kinds/slot.ts';
import { billedReadsOf } from './rule-coverage.ts';
import { casesOf } from './rules-table.ts';
import { createWorld, openStage, randomHex } from './rules-world.ts';

describe('billed reads inside the rules', () => {
  test.each([people, header, grant, slot, mail, knock, beacon])('a malformed $name costs none', async (kind) => {
    // The emulator counts per project, for as long as it runs.
    const stage = await openStage(`demo-beeline-${kind.name}-${randomHex(8)}`);
    const table = casesOf(kind);
    const perform = async ({ actor, seeds, perform }: (typeof table)[number]): Promise<unknown> => {
      const world = createWorld();
      await stage.seed(world, seeds(world));
      return perform(stage.firestoreOf(actor), world);
    };
    const free = table.filter(({ refusedForFree, allowed }) => refusedForFree && !allowed);
    for (const ruleCase of free) await assertFails(perform(ruleCase));
    expect(await billedReadsOf(stage.address, stage.projectId)).toBe(0);

    const good = table.find(({ allowed, name }) => allowed && name.includes('create'));
    expect(free.length).toBeGreaterThan(8);
    if (good) await assertSucceeds(perform(good));
    expect(await billedReadsOf(stage.address, stage.projectId)).toBe(1);
    await stage.close();
  });
});
