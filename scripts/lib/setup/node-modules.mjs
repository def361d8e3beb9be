import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../process/run-program.mjs';
import { SetupFailure } from './setup-failure.mjs';

const oldestNode = [20, 19];

/** @typedef {Record<string, { version?: string, optional?: boolean, link?: boolean }>} LockedPackages */

/** Installs the npm packages of the lock file unless exactly these are there. @param {string} root @param {(text: string) => void} say */
export async function ensureNodeModules(root, say) {
  refuseOldNode();
  if (isInstalled(root)) return;
  say('installing npm packages');
  const { code, tail } = await runProgram('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, onProgress: say });
  if (code === 127) throw new SetupFailure('npm is missing: install it beside Node.js, then run this again.');
  if (code !== 0) {
    throw new SetupFailure(
      `The npm packages could not be installed: check the network, then run "npm ci" and see:\n${tail}`,
    );
  }
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new SetupFailure(
    `Node.js ${process.versions.node} is too old: install Node.js ${oldestNode.join('.')} or newer, then run this again.`,
  );
}

/** @param {string} root */
function isInstalled(root) {
  const wanted = lockedPackages(join(root, 'package-lock.json'));
  const present = lockedPackages(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || optional || (present[path]?.version === version && existsSync(join(root, path))),
  );
}

/** @param {string} file @returns {LockedPackages} */
function lockedPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}
