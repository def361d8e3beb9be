import { runProgram } from '../process/run-program.mjs';
import { SetupFailure } from './setup-failure.mjs';

let listsAreFresh = false;

/** Another installation is waited for, in seconds, and a mirror that stumbles is asked again. */
const patience = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=3'];

/** Debian, Ubuntu and their relatives. */
export async function hasApt() {
  return (await runProgram('apt-get', ['--version'])).code === 0;
}

export function isRoot() {
  return process.getuid?.() === 0;
}

/** What a person who is not root has to type. @param {readonly string[]} names */
export function aptAdvice(names) {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`;
}

/** Whether the package lists, fetched once per run, offer a real package of that name. @param {string} name */
export async function aptOffers(name) {
  await refreshLists();
  const { code, output } = await runProgram('apt-cache', ['policy', name], { env: { LC_ALL: 'C' } });
  return code === 0 && /Candidate: (?!\(none\))\S/.test(output);
}

/** @param {readonly string[]} names @param {(text: string) => void} say */
export async function installSystemPackages(names, say) {
  await refreshLists();
  say(`installing ${names.join(', ')} with apt-get`);
  const { code, tail } = await runProgram(
    'apt-get',
    [...patience, 'install', '-y', '--no-install-recommends', ...names],
    {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      onProgress: say,
    },
  );
  if (code !== 0) {
    throw new SetupFailure(
      `apt-get could not install ${names.join(', ')}; run "${aptAdvice(names)}" and see:\n${tail}`,
    );
  }
}

async function refreshLists() {
  if (listsAreFresh || !isRoot()) return;
  // A failure here is not the end: the lists that are there may be good enough, and the install says if they are not.
  await runProgram('apt-get', [...patience, 'update']);
  listsAreFresh = true;
}
