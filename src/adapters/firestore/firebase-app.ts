import { initializeApp } from 'firebase/app';
import type { Auth } from 'firebase/auth/web-extension';
import {
  connectAuthEmulator,
  indexedDBLocalPersistence,
  initializeAuth,
  inMemoryPersistence,
} from 'firebase/auth/web-extension';
import type { Firestore } from 'firebase/firestore';
import { connectFirestoreEmulator, initializeFirestore, memoryLocalCache, setLogLevel } from 'firebase/firestore';
import type { MailboxConfig } from './mailbox-config.ts';

export interface FirebaseServices {
  readonly auth: Auth;
  readonly firestore: Firestore;
}

/** Connects to the project or to its emulators; nothing is sent before the first use. */
export function createFirebaseServices({ apiKey, projectId, emulators, appName }: MailboxConfig): FirebaseServices {
  // Failures reach us as errors; the library's own lines would name documents.
  setLogLevel('silent');
  const app = initializeApp({ apiKey, projectId }, appName ?? 'beeline');
  const auth = initializeAuth(app, {
    persistence: globalThis.indexedDB === undefined ? inMemoryPersistence : indexedDBLocalPersistence,
  });
  // Our own stores are the truth; a second copy on disk would only keep sealed bytes longer than needed.
  const firestore = initializeFirestore(app, { localCache: memoryLocalCache() });
  if (emulators) {
    connectAuthEmulator(auth, `http://${emulators.auth}`, { disableWarnings: true });
    const { host, port } = splitAddress(emulators.firestore);
    connectFirestoreEmulator(firestore, host, port);
  }
  return { auth, firestore };
}

function splitAddress(address: string): { host: string; port: number } {
  const colon = address.lastIndexOf(':');
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}
