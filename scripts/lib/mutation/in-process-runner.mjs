import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DryRunStatus, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner';
import { startTests } from '@vitest/runner';
import fc from 'fast-check';
import { inOrderFor, readTestBundles, writeTestBundles } from './test-bundles.mjs';
import { createTrial } from './trial.mjs';

/** @typedef {import('@stryker-mutator/api/test-runner').TestRunner} TestRunner */
/** @typedef {import('@stryker-mutator/api/core').InstrumenterContext} Instruments what instrumented code reads and writes */
/** @typedef {import('./test-bundles.mjs').TestBundle} TestBundle */
/** @typedef {import('./trial.mjs').Trial} Trial */

/**
 * Runs the unit tests inside the process that Stryker starts for it. Stryker's own runner for vitest starts a thread for each
 * test file of each mutant, which takes a fifth of a second; most mutants here are decided in a hundredth (docs/decisions/mutation.md).
 * @returns {TestRunner}
 */
function createInProcessRunner() {
  // Whether a test fails must depend on the mutant alone; `npm test` draws anew each time.
  fc.configureGlobal({ seed: 20_260_923, endOnFailure: true });
  // Matchers that vitest adds to its own, `toSatisfy` for one, ask its worker where the test is.
  Object.assign(globalThis, { __vitest_worker__: { filepath: '' } });
  const instruments = instrumentsOf(globalThis);
  /** @type {readonly TestBundle[]} */
  let bundles = [];
  let imports = 0;

  const importAnew = (/** @type {string} */ file) => {
    imports += 1;
    return import(`${pathToFileURL(file).href}?import=${imports}`);
  };

  const run = async (/** @type {readonly TestBundle[]} */ chosen, /** @type {Trial} */ trial) => {
    for (const { bundle, testFile } of chosen) {
      if (trial.isOver()) return;
      const file = { filepath: resolve(bundle), testLocations: undefined };
      await startTests([file], trial.vitestRunner({ testFile, importAnew }));
      await trial.settle();
    }
  };

  return {
    capabilities: () => ({ reloadEnvironment: true }),
    async init() {
      bundles = await readTestBundles();
    },
    /** @returns {Promise<import('@stryker-mutator/api/test-runner').DryRunResult>} */
    async dryRun({ files = [] }) {
      const trial = createTrial({ onTest: (id) => setOrDelete(instruments, 'currentTestId', id) });
      await run(
        bundles.filter(({ sources }) => sources.some((source) => files.some((file) => file.endsWith(source)))),
        trial,
      );
      trial.end();
      const costMs = (/** @type {string} */ testFile) =>
        trial.tests.reduce((sum, test) => sum + (test.fileName === testFile ? test.timeSpentMs : 0), 0);
      bundles = bundles.map((one) => ({ ...one, costMs: costMs(one.testFile) }));
      await writeTestBundles(bundles);
      const { mutantCoverage } = instruments;
      if (trial.strayErrors.length > 0)
        return { status: DryRunStatus.Error, errorMessage: trial.strayErrors.join('\n') };
      return { status: DryRunStatus.Complete, tests: trial.tests, ...(mutantCoverage && { mutantCoverage }) };
    },
    async mutantRun({ activeMutant, testFilter, hitLimit, sandboxFileName, mutantActivation }) {
      setOrDelete(instruments, 'hitLimit', hitLimit);
      instruments.hitCount = 0;
      const activate = () => {
        instruments.activeMutant = activeMutant.id;
      };
      if (mutantActivation === 'static') activate();
      const trial = createTrial({ wanted: testFilter, stopAtFailure: true, onCollected: activate });
      await run(inOrderFor(sandboxFileName, bundles, testFilter), trial);
      trial.end();
      setOrDelete(instruments, 'activeMutant', undefined);
      return outcomeOf(trial);
    },
  };
}

/** @param {typeof globalThis & { __stryker__?: Instruments }} scope @returns {Instruments} */
function instrumentsOf(scope) {
  scope.__stryker__ ??= {};
  return scope.__stryker__;
}

/**
 * @template {keyof Instruments} Key
 * @param {Instruments} instruments @param {Key} key @param {Instruments[Key] | undefined} value
 */
function setOrDelete(instruments, key, value) {
  if (value === undefined) delete instruments[key];
  else instruments[key] = value;
}

/** @param {Trial} trial @returns {import('@stryker-mutator/api/test-runner').MutantRunResult} */
function outcomeOf({ tests, strayErrors }) {
  const failed = tests.find(({ status }) => status === TestStatus.Failed);
  const failureMessage = failed?.status === TestStatus.Failed ? failed.failureMessage : strayErrors[0];
  if (failureMessage === undefined) return { status: MutantRunStatus.Survived, nrOfTests: tests.length };
  const killedBy = failed ? [failed.id] : tests.slice(-1).map(({ id }) => id);
  return { status: MutantRunStatus.Killed, killedBy, failureMessage, nrOfTests: tests.length };
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', factory: createInProcessRunner }];
