import { isAllowed } from '../rules/case-outcome.ts';
import { everyKind } from '../rules/every-kind.ts';
import { billedReadsOf } from '../rules/rule-coverage.ts';
import type { RuleCase } from '../rules/rules-table.ts';
import { casesOf } from '../rules/rules-table.ts';
import type { RulesStage } from '../rules/rules-world.ts';
import { openStage, randomHex } from '../rules/rules-world.ts';

const table = everyKind.flatMap(casesOf);
const casesThatCostNothing = table.filter(({ refusedForFree, allowed }) => refusedForFree && !allowed);

/** Cases of the table before a set of rules, on an emulator's project that nobody else uses. */
export interface RulesTrial {
  /** What notices that these rules are not the real ones: a case, or undefined when nothing does. */
  findWitness(rules: string): Promise<string | undefined>;
  close(): Promise<void>;
}

export async function openTrial(): Promise<RulesTrial> {
  const stage = await openStage(`demo-beeline-mutation-${randomHex(8)}`);
  return {
    async findWitness(rules) {
      const rejection = await loadRules(stage, rules);
      if (rejection !== undefined) throw new Error(`the emulator does not take a mutant:\n${rejection}`);
      return (await findWrongOutcome(stage)) ?? (await findBilledRead(rules));
    },
    close: stage.close,
  };
}

/** A witness is often near the last one: what decided once is asked first the next time. */
const experienced: RuleCase[] = [...table];

async function findWrongOutcome(stage: RulesStage): Promise<string | undefined> {
  for (const ruleCase of [...experienced]) {
    if ((await isAllowed(stage, ruleCase)) === ruleCase.allowed) continue;
    experienced.splice(experienced.indexOf(ruleCase), 1);
    experienced.unshift(ruleCase);
    return ruleCase.name;
  }
  return undefined;
}

/** The emulator counts reads per project for as long as it runs, hence a new project each time. */
async function findBilledRead(rules: string): Promise<string | undefined> {
  const stage = await openStage(`demo-beeline-mutation-${randomHex(8)}`);
  try {
    await loadRules(stage, rules);
    for (const ruleCase of casesThatCostNothing) await isAllowed(stage, ruleCase);
    const reads = await billedReadsOf(stage.address, stage.projectId);
    return reads === 0 ? undefined : `${reads} billed reads for what has to be refused without one`;
  } finally {
    await stage.close();
  }
}

/** Undefined when the emulator took them. */
async function loadRules({ address, projectId }: RulesStage, content: string): Promise<string | undefined> {
  const response = await fetch(`http://${address}/emulator/v1/projects/${projectId}:securityRules`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ rules: { files: [{ name: 'firestore.rules', content }] } }),
  });
  return response.ok ? undefined : await response.text();
}
