import type { RuleCase } from './rules-table.ts';
import type { RulesStage } from './rules-world.ts';
import { createWorld } from './rules-world.ts';

/** Plays one case in a world of its own; rejects when the emulator answers with anything but yes or no. */
export async function isAllowed(stage: RulesStage, { actor, seeds, perform }: RuleCase): Promise<boolean> {
  const world = createWorld();
  await stage.seed(world, seeds(world));
  try {
    await perform(stage.firestoreOf(actor), world);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'permission-denied') return false;
    throw error;
  }
}
