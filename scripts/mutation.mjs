#!/usr/bin/env node
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutateCode } from './lib/mutation/mutate-code.mjs';
import { mutateRules } from './lib/mutation/mutate-rules.mjs';
import { runMain } from './lib/process/clean-up.mjs';
import { SetupFailure } from './lib/setup/setup-failure.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const usage = 'Usage: npm run test:mutation [-- rules | -- code [file…]], the files as paths or patterns under src/.';

/** Takes each check away, of the Firestore rules or of the code, and sees a test fail. */
await runMain(async () => {
  const [subject, ...files] = process.argv.slice(2);
  if (![undefined, 'rules', 'code'].includes(subject) || (subject !== 'code' && files.length > 0)) {
    throw new SetupFailure(usage);
  }
  const isRulesGood = subject === 'code' || (await mutateRules(root));
  const isCodeGood = subject === 'rules' || (await mutateCode(root, files));
  return isRulesGood && isCodeGood ? 0 : 1;
});
