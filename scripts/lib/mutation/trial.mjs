import { TestStatus } from '@stryker-mutator/api/test-runner';

/** @typedef {import('@vitest/runner').Suite} Suite */
/** @typedef {import('@vitest/runner').Test} Test */
/** @typedef {import('@vitest/runner').VitestRunner} VitestRunner */
/** @typedef {import('@stryker-mutator/api/test-runner').TestResult} TestOutcome */
/** @typedef {ReturnType<typeof createTrial>} Trial */

/** Without a mutant every test passes, however busy the machine is; one that never ends under a mutant is stopped by Stryker first. */
const patienceMs = 300_000;

/** @type {import('@vitest/runner').VitestRunnerConfig} */
const config = {
  name: 'mutation',
  testNamePattern: undefined,
  chaiConfig: undefined,
  tagsFilter: undefined,
  root: process.cwd(),
  setupFiles: [],
  passWithNoTests: true,
  allowOnly: false,
  sequence: { shuffle: false, concurrent: false, seed: 1, hooks: 'stack', setupFiles: 'list' },
  maxConcurrency: 1,
  testTimeout: patienceMs,
  hookTimeout: patienceMs,
  retry: 0,
  includeTaskLocation: false,
  tags: [],
  strictTags: false,
};

/**
 * One mutant against its tests, or none against all of them.
 * @param {object} options
 * @param {readonly string[] | undefined} [options.wanted] identifiers of tests; all when undefined
 * @param {boolean} [options.stopAtFailure]
 * @param {() => void} [options.onCollected] a file was loaded, none of its tests has run
 * @param {(id: string | undefined) => void} [options.onTest] a test begins, undefined when it is over
 */
export function createTrial({ wanted, stopAtFailure = false, onCollected, onTest }) {
  const wantedIds = wanted && new Set(wanted);
  /** @type {TestOutcome[]} */
  const tests = [];
  /** What no test caught. @type {string[]} */
  const strayErrors = [];
  const onStray = (/** @type {unknown} */ error) => void strayErrors.push(String(error));
  process.on('uncaughtException', onStray);
  process.on('unhandledRejection', onStray);

  const isOver = () =>
    stopAtFailure && (strayErrors.length > 0 || tests.some(({ status }) => status === TestStatus.Failed));

  return {
    tests,
    strayErrors,
    isOver,
    end() {
      process.off('uncaughtException', onStray);
      process.off('unhandledRejection', onStray);
    },
    /** What a file leaves running shows within a turn of the loop. @returns {Promise<void>} */
    settle: () => new Promise((resolve) => setImmediate(resolve)),
    /**
     * @param {{ testFile: string, importAnew: (file: string) => Promise<unknown> }} file
     * @returns {VitestRunner}
     */
    vitestRunner({ testFile, importAnew }) {
      const idOf = (/** @type {Test} */ test) => `${testFile}#${fullName(test)}`;
      return {
        config,
        pool: 'threads',
        viteEnvironment: 'ssr',
        importFile: importAnew,
        onCollected(files) {
          const [file] = files;
          if (file?.result?.state === 'fail') tests.push(brokenSuite(file, testFile));
          for (const test of files.flatMap(testsOf)) {
            if (wantedIds && !wantedIds.has(idOf(test))) test.mode = 'skip';
          }
          onCollected?.();
        },
        onAfterRunSuite(suite) {
          // A hook that throws fails no test: those of its suite are not run at all.
          const failedHere =
            suite.result?.state === 'fail' && suite.tasks.every(({ result }) => result?.state !== 'fail');
          if (failedHere) tests.push(brokenSuite(suite, testFile));
        },
        onBeforeRunTask(test) {
          if (isOver()) test.mode = 'skip';
          else onTest?.(idOf(test));
        },
        onAfterRunTask(test) {
          onTest?.(undefined);
          if (test.result?.state === 'pass' || test.result?.state === 'fail')
            tests.push(outcomeOf(test, testFile, idOf(test)));
        },
      };
    },
  };
}

/** @param {Suite} suite @param {string} fileName @returns {TestOutcome} */
function brokenSuite({ name, result }, fileName) {
  const failureMessage = result?.errors?.[0]?.message ?? 'the file cannot be loaded';
  return { id: fileName, name, status: TestStatus.Failed, timeSpentMs: 0, fileName, failureMessage };
}

/** @param {Suite} suite @returns {Test[]} */
function testsOf(suite) {
  return suite.tasks.flatMap((task) => (task.type === 'suite' ? testsOf(task) : [task]));
}

/** @param {Test} test */
function fullName(test) {
  const names = [test.name];
  for (let suite = test.suite; suite; suite = suite.suite) names.unshift(suite.name);
  return names.join(' > ');
}

/** @param {Test} test @param {string} fileName @param {string} id @returns {TestOutcome} */
function outcomeOf(test, fileName, id) {
  const outcome = { id, name: fullName(test), timeSpentMs: test.result?.duration ?? 0, fileName };
  if (test.result?.state === 'pass') return { ...outcome, status: TestStatus.Success };
  return { ...outcome, status: TestStatus.Failed, failureMessage: test.result?.errors?.[0]?.message ?? 'failed' };
}
