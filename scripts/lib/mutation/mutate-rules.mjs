import { SetupFailure } from '../setup/setup-failure.mjs';
import { prepare } from '../test/prepare.mjs';
import { runSuite } from '../test/run-suite.mjs';
import { chooseSuites } from '../test/suites.mjs';

/** All mutants of the rules; `npm test` tries as many as fit into its time. @param {string} root */
export async function mutateRules(root) {
  const [suite] = chooseSuites(['mutation']) ?? [];
  if (!suite) throw new SetupFailure('There is no suite of mutations.');
  const { tally } = await runSuite(root, suite, { ...(await prepare(root, [suite])), BEELINE_MUTANTS: 'all' });
  return tally.failed === 0;
}
