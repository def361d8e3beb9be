import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProgram } from '../process/start-program.mjs';
import { BackendError } from './backend-error.mjs';
import { startFirebaseEmulator } from './firebase-tools.mjs';
import { findGcloudEmulator } from './gcloud-emulator.mjs';
import { answersHttp } from './http-probe.mjs';
import { findJavaMajor } from './java.mjs';
import { choosePort, localHost } from './ports.mjs';
import { waitUntilReady } from './wait-until-ready.mjs';

const rulesPath = resolve(dirname(fileURLToPath(import.meta.url)), '../../../firebase/firestore.rules');

/** Java starts cold on a busy machine; the firebase-tools way may also download 130 MB first. */
const startTimeoutMs = 60_000;
const downloadTimeoutMs = 600_000;

/** What the Google Cloud CLI's component and the one that firebase-tools downloads ask for. */
const componentJava = 11;
const firebaseToolsJava = 21;

/**
 * Where a Firestore emulator can come from on this machine, best first. Throws a `BackendError` that says what to
 * install when there is none.
 *
 * @returns {Promise<
 *   { kind: 'running', address: string } | { kind: 'component', launcher: string } | { kind: 'firebase-tools' }
 * >}
 */
export async function findFirestoreEmulator(environment = process.env) {
  const running = environment.FIRESTORE_EMULATOR_HOST;
  if (running && (await answersHttp(running))) return { kind: 'running', address: running };
  const [launcher, java] = await Promise.all([findGcloudEmulator(environment), findJavaMajor()]);
  if (launcher && java !== undefined && java >= componentJava) return { kind: 'component', launcher };
  if (java !== undefined && java >= firebaseToolsJava) return { kind: 'firebase-tools' };
  throw missingEmulator(launcher, java);
}

/**
 * @param {string | undefined} launcher
 * @param {number | undefined} java
 */
function missingEmulator(launcher, java) {
  if (launcher) {
    return new BackendError(
      'no-java',
      'The Firestore emulator needs Java: install a runtime, on Debian and Ubuntu with `apt-get install default-jre-headless`.',
    );
  }
  const found = java === undefined ? 'there is no Java' : `this Java is version ${java}`;
  return new BackendError(
    'no-firestore-emulator',
    `There is no Firestore emulator here and ${found}: install Java ${firebaseToolsJava} or newer, with which ` +
      "firebase-tools runs its own, or the Google Cloud CLI's component (`gcloud components install " +
      'cloud-firestore-emulator`, on Debian and Ubuntu `apt-get install google-cloud-cli-firestore-emulator`) with any Java from ' +
      `${componentJava} on.`,
  );
}

/**
 * Starts the emulator, or adopts the running one, with the project's rules.
 *
 * @param {{ port: number, projectId: string, onProgress: (line: string) => void }} start
 */
export async function startFirestoreEmulator({ port, projectId, onProgress }) {
  const source = await findFirestoreEmulator();
  if (source.kind === 'running') {
    await loadRules(source.address, projectId);
    onProgress(`using the Firestore emulator that runs at ${source.address}`);
    return { address: source.address, stop: async () => {} };
  }
  const chosen = await choosePort(port);
  const address = `${localHost}:${chosen}`;
  onProgress(`starting the Firestore emulator (${source.kind}) at ${address}`);
  const program =
    source.kind === 'component'
      ? startComponent(source.launcher, chosen)
      : await startFirebaseEmulator({
          emulator: 'firestore',
          port: chosen,
          projectId,
          rulesPath,
          keepHome: true,
        });
  const timeoutMs = source.kind === 'component' ? startTimeoutMs : downloadTimeoutMs;
  await waitUntilReady({ name: 'Firestore emulator', program, isReady: () => answersHttp(address), timeoutMs });
  await warmUp(address, projectId);
  return { address, stop: program.stop };
}

/**
 * The first change that it judges by its rules takes it several seconds, in which people would be told that the service does not answer.
 * This one is refused, while the other emulator is still starting.
 *
 * @param {string} address
 * @param {string} projectId
 */
async function warmUp(address, projectId) {
  const documents = `projects/${projectId}/databases/(default)/documents`;
  const response = await fetch(`http://${address}/v1/${documents}:commit`, {
    method: 'POST',
    body: JSON.stringify({ writes: [{ delete: `${documents}/inbox/nobody` }] }),
  });
  await response.body?.cancel();
}

/**
 * @param {string} launcher
 * @param {number} port
 */
function startComponent(launcher, port) {
  // The launcher splits its arguments at spaces, so the rules are named relative to their folder.
  const args = [`--host=${localHost}`, `--port=${port}`, `--rules=${basename(rulesPath)}`];
  return startProgram(launcher, args, { cwd: dirname(rulesPath) });
}

/**
 * @param {string} address
 * @param {string} projectId
 */
async function loadRules(address, projectId) {
  const rules = { files: [{ name: 'firestore.rules', content: await readFile(rulesPath, 'utf8') }] };
  const response = await fetch(`http://${address}/emulator/v1/projects/${projectId}:securityRules`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ rules }),
  });
  if (!response.ok) {
    throw new BackendError('not-started', `The emulator at ${address} refused the rules: ${await response.text()}`);
  }
}
