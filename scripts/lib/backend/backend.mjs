import { startAuthEmulator } from './auth-emulator.mjs';
import { startFirestoreEmulator } from './firestore-emulator.mjs';

/** A project name that begins with `demo-` can never reach a real project. */
export const projectId = 'demo-beeline';

export const defaultFirestorePort = 8080;
export const defaultAuthPort = 9099;

/**
 * Starts the Firestore and Auth emulators side by side; addresses are `host:port`. A wanted port that is taken is
 * replaced by a free one. Rejects with `BackendError`, leaving nothing running.
 *
 * @param {{firestorePort?: number, authPort?: number, onProgress?: (line: string) => void}} [options]
 * @returns {Promise<{firestore: string, auth: string, stop(): Promise<void>}>}
 */
export async function startBackend(options = {}) {
  const { firestorePort = defaultFirestorePort, authPort = defaultAuthPort, onProgress = () => {} } = options;
  const starts = await Promise.allSettled([
    startFirestoreEmulator({ port: firestorePort, projectId, onProgress }),
    startAuthEmulator({ port: authPort, projectId, onProgress }),
  ]);
  const running = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const stop = async () => {
    await Promise.all(running.map((emulator) => emulator.stop()));
  };
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const [firestore, auth] = running;
  return { firestore: firestore.address, auth: auth.address, stop };
}
