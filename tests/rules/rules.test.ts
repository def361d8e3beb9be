import { assertFails, assertSucceeds } from '@firebase/rules-unit-testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyKind } from './every-kind.ts';
import { casesOf } from './rules-table.ts';
import type { RulesStage } from './rules-world.ts';
import { createWorld, openStage } from './rules-world.ts';

const table = everyKind.flatMap(casesOf);

let stage: RulesStage | undefined;

beforeAll(async () => {
  stage = await openStage('demo-beeline-rules');
});

afterAll(() => stage?.close());

describe('firestore.rules', () => {
  for (const { name, actor, allowed, seeds, perform } of table) {
    test(name, async () => {
      if (!stage) throw new Error('no stage');
      const world = createWorld();
      await stage.seed(world, seeds(world));
      const attempt = perform(stage.firestoreOf(actor), world);
      await (allowed ? assertSucceeds(attempt) : assertFails(attempt));
    });
  }

  test('the table has not lost its cases', () => {
    expect(table.length).toBeGreaterThanOrEqual(200);
    expect(new Set(table.map(({ name }) => name)).size).toBe(table.length);
  });
});
