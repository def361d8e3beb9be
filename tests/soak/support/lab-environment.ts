import type { LabPair } from '../../../scripts/lib/net/lab-pair.mjs';
import { openLabPair } from '../../../scripts/lib/net/lab-pair.mjs';
import { fromEnvironment } from '../../e2e/support/people.ts';

/** Two people in the lab, with the browser and the extension of this run. */
export function openLabPairHere(): Promise<LabPair> {
  return openLabPair({
    chromium: fromEnvironment('BEELINE_CHROMIUM'),
    extensionDir: fromEnvironment('BEELINE_EXTENSION_DIR'),
    backend: {
      firestore: fromEnvironment('FIRESTORE_EMULATOR_HOST'),
      auth: fromEnvironment('FIREBASE_AUTH_EMULATOR_HOST'),
    },
    inOurGroup: true,
  });
}
