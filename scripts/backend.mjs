#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { defaultAuthPort, defaultFirestorePort, startBackend } from './lib/backend/backend.mjs';
import { BackendError } from './lib/backend/backend-error.mjs';

const { values } = parseArgs({
  options: {
    'firestore-port': { type: 'string', default: String(defaultFirestorePort) },
    'auth-port': { type: 'string', default: String(defaultAuthPort) },
  },
});

/**
 * Resolves at the first Ctrl-C or request to end; asking again ends at once.
 *
 * @type {Promise<void>}
 */
const asked = new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      resolve();
    });
  }
});
let stopping = false;

try {
  const starting = startBackend({
    firestorePort: Number(values['firestore-port']),
    authPort: Number(values['auth-port']),
    onProgress: (line) => console.error(line),
  });
  const backend = await Promise.race([starting, asked]);
  if (backend) {
    console.log(`backend ready: firestore ${backend.firestore}, auth ${backend.auth}`);
    await asked;
    await backend.stop();
  }
  // A start that was interrupted half-way is ended by the process groups' exit handlers.
  process.exit(0);
} catch (error) {
  console.error(error instanceof BackendError ? error.message : error);
  process.exit(1);
}
