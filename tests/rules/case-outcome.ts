import { reopenStreams } from '#src/adapters/firestore/stream-renewal.ts';
import type { RuleCase } from './rules-table.ts';
import type { RulesStage } from './rules-world.ts';
import { createWorld } from './rules-world.ts';

/**
 * Plays one case in a world of its own; rejects when the emulator answers with anything but yes or no. Where the stream
 * that brings the answers has broken, which the emulator's does now and then, it is opened anew and the case played again.
 */
export async function isAllowed(stage: RulesStage, ruleCase: RuleCase): Promise<boolean> {
  const outcome = await play(stage, ruleCase);
  if (outcome !== 'unavailable') return outcome;
  await reopenStreams(stage.firestoreOf(ruleCase.actor));
  const second = await play(stage, ruleCase);
  if (second === 'unavailable') throw new Error(`the emulator does not answer: ${ruleCase.name}`);
  return second;
}

async function play(stage: RulesStage, { actor, seeds, perform }: RuleCase): Promise<boolean | 'unavailable'> {
  const world = createWorld();
  await stage.seed(world, seeds(world));
  try {
    await perform(stage.firestoreOf(actor), world);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'permission-denied') return false;
    if (code === 'unavailable') return code;
    throw error;
  }
}
