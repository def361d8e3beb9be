import { startFirebaseEmulator } from './firebase-tools.mjs';
import { answersHttp } from './http-probe.mjs';
import { choosePort, localHost } from './ports.mjs';
import { waitUntilReady } from './wait-until-ready.mjs';

/** It compiles its interface description while starting: 5 s of one core. */
const startTimeoutMs = 90_000;

/** @param {{ port: number, projectId: string, onProgress: (line: string) => void }} start */
export async function startAuthEmulator({ port, projectId, onProgress }) {
  const chosen = await choosePort(port);
  const address = `${localHost}:${chosen}`;
  onProgress(`starting the Auth emulator at ${address}`);
  const program = await startFirebaseEmulator({ emulator: 'auth', port: chosen, projectId });
  await waitUntilReady({
    name: 'Auth emulator',
    program,
    isReady: () => answersHttp(address),
    timeoutMs: startTimeoutMs,
  });
  return { address, stop: program.stop };
}
