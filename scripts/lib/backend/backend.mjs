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
  const [firestore, auth] = await Promise.allSettled([
    startFirestoreEmulator({ port: firestorePort, projectId, onProgress }),
    startAuthEmulator({ port: authPort, projectId, onProgress }),
  ]);
  const stop = async () => {
    await Promise.all(
      [firestore, auth].map((start) => (start.status === 'fulfilled' ? start.value.stop() : undefined)),
    );
  };
  if (firestore.status === 'fulfilled' && auth.status === 'fulfilled') {
    return { firestore: firestore.value.address, auth: auth.value.address, stop };
  }
  await stop();
  const [reason] = [firestore, auth].flatMap((start) => (start.status === 'rejected' ? [start.reason] : []));
  throw reason instanceof Error ? reason : new Error(String(reason));
}
