/** @type {(() => unknown)[]} */
const duties = [];
let leaving = false;

/** Whether everything is being closed, so that nobody waits for results any more. */
export const isLeaving = () => leaving;

/**
 * Registers what has to be closed before this process ends, however it ends; last in, first closed.
 * @param {() => unknown} duty
 * @returns {() => void} takes the duty back
 */
export function beforeLeaving(duty) {
  duties.push(duty);
  return () => {
    const at = duties.lastIndexOf(duty);
    if (at >= 0) duties.splice(at, 1);
  };
}

/** Closes everything registered, each at most once and each although an earlier one failed. */
async function closeEverything() {
  for (let duty = duties.pop(); duty; duty = duties.pop()) {
    try {
      await duty();
    } catch (error) {
      process.stderr.write(`while closing: ${error instanceof Error ? error.message : error}\n`);
    }
  }
}

/** Makes Ctrl-C, a kill and a closed terminal leave no process behind. */
function closeOnSignals() {
  for (const [signal, code] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])) {
    process.on(signal, async () => {
      if (leaving) return;
      leaving = true;
      await closeEverything();
      process.exit(code);
    });
  }
}

/**
 * Runs a script's main function: closes everything after it, turns a failure into a sentence and the exit code.
 * @param {() => Promise<number>} main resolves to the exit code
 */
export async function runMain(main) {
  closeOnSignals();
  let code = 1;
  try {
    code = await main();
  } catch (error) {
    if (leaving) return;
    process.stderr.write(`\n${describe(error)}\n`);
  }
  if (leaving) return;
  leaving = true;
  await closeEverything();
  process.exit(code);
}

/** @param {unknown} error */
function describe(error) {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'SetupFailure' || error.name === 'BackendError'
    ? error.message
    : (error.stack ?? error.message);
}
