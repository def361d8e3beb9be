import { access, constants, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { runProgram } from '../process/run-program.mjs';

const launcher = join('platform', 'cloud-firestore-emulator', 'cloud_firestore_emulator');

/** Where installers put the Google Cloud CLI; looked at before asking `gcloud`, which takes seconds to answer. */
const knownRoots = [
  '/usr/lib/google-cloud-sdk',
  '/usr/local/google-cloud-sdk',
  '/opt/google-cloud-sdk',
  '/snap/google-cloud-cli/current',
  '/opt/homebrew/share/google-cloud-sdk',
  '/usr/local/share/google-cloud-sdk',
  join(homedir(), 'google-cloud-sdk'),
];

/** Path of the Firestore emulator's launcher in the Google Cloud CLI, or undefined. */
export async function findGcloudEmulator(environment = process.env) {
  const gcloud = await findOnPath('gcloud', environment.PATH ?? '');
  const roots = [environment.CLOUDSDK_ROOT_DIR, gcloud && dirname(dirname(await realpath(gcloud))), ...knownRoots];
  for (const root of roots) {
    if (root && (await isExecutable(join(root, launcher)))) return join(root, launcher);
  }
  return gcloud && (await askGcloud(gcloud));
}

/** @param {string} gcloud */
async function askGcloud(gcloud) {
  const { code, stdout } = await runProgram(gcloud, ['info', '--format=value(installation.sdk_root)']);
  const path = join(stdout.toString().trim(), launcher);
  return code === 0 && (await isExecutable(path)) ? path : undefined;
}

/**
 * @param {string} name
 * @param {string} path
 */
async function findOnPath(name, path) {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    if (await isExecutable(join(folder, name))) return join(folder, name);
  }
  return undefined;
}

/** @param {string} path */
async function isExecutable(path) {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
