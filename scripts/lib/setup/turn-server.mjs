import { runProgram } from '../process/run-program.mjs';
import { SetupFailure } from './setup-failure.mjs';
import { aptAdvice, hasApt, installSystemPackages, isRoot } from './system-packages.mjs';

/** Installs a relay server when there is none and the system's packages can be had. @param {(text: string) => void} say */
export async function ensureTurnServer(say) {
  if (await isInstalled()) return;
  if (!isRoot() || !(await hasApt())) {
    throw new SetupFailure(`The relay tests need coturn: run "${aptAdvice(['coturn'])}", then run this again.`);
  }
  await installSystemPackages(['coturn'], say);
  if (!(await isInstalled())) throw new SetupFailure('coturn was installed, and turnserver is still not there.');
}

async function isInstalled() {
  return (await runProgram('sh', ['-c', 'command -v turnserver'])).code === 0;
}
