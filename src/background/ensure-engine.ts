import * as platform from './platform.ts';

let inFlight: Promise<void> | undefined;

/** Settles once the engine's document exists and has loaded; any number of callers share one creation. */
export function ensureEngine(): Promise<void> {
  inFlight ??= createUnlessThere().finally(() => {
    inFlight = undefined;
  });
  return inFlight;
}

async function createUnlessThere(): Promise<void> {
  if (await platform.isEngineThere()) {
    return;
  }
  try {
    await platform.startEngine();
  } catch (error) {
    // A worker that was killed in the middle of a creation leaves one that its successor runs into.
    if (!(await platform.isEngineThere())) {
      throw error;
    }
  }
}
