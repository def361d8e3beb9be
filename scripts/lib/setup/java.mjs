import { BackendError } from '../backend/backend-error.mjs';
import { findFirestoreEmulator } from '../backend/firestore-emulator.mjs';
import { SetupFailure } from './setup-failure.mjs';
import { aptAdvice, aptOffers, hasApt, installSystemPackages, isRoot } from './system-packages.mjs';

/** Installs a Java runtime when the Firestore emulator lacks one and the system's packages can be had. @param {(text: string) => void} say */
export async function ensureJava(say) {
  const missing = await missingPart();
  if (!missing) return;
  if (!(await hasApt())) throw new SetupFailure(missing.message, missing);
  // firebase-tools wants 21; the Google Cloud CLI's emulator is content with the distribution's default.
  const name = (await aptOffers('openjdk-21-jre-headless')) ? 'openjdk-21-jre-headless' : 'default-jre-headless';
  if (!isRoot()) {
    throw new SetupFailure(
      `The Firestore emulator needs Java: run "${aptAdvice([name])}", then run this again.`,
      missing,
    );
  }
  await installSystemPackages([name], say);
  const stillMissing = await missingPart();
  if (stillMissing) throw new SetupFailure(stillMissing.message, stillMissing);
}

/** What keeps the emulator from running here, in words that say what to install. */
async function missingPart() {
  try {
    await findFirestoreEmulator();
    return undefined;
  } catch (error) {
    if (error instanceof BackendError) return error;
    throw error;
  }
}
