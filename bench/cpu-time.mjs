import { readdirSync, readFileSync } from 'node:fs';

/** Of the kernel's accounts, `sysconf(_SC_CLK_TCK)`. */
const ticksPerSecond = 100;

/**
 * Seconds of processor time that these processes and all they started have used so far. Linux only.
 * @param {readonly number[]} roots process IDs
 */
export function cpuSecondsOf(roots) {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readProcess);
  const chosen = new Set(roots);
  // A child may be listed before its parent, so go round until nobody is added.
  for (let before = 0; before !== chosen.size; ) {
    before = chosen.size;
    for (const { id, parent } of processes) if (chosen.has(parent)) chosen.add(id);
  }
  const ticks = processes.filter(({ id }) => chosen.has(id)).reduce((sum, process) => sum + process.ticks, 0);
  return ticks / ticksPerSecond;
}

/** Nothing for one that has ended meanwhile. @param {string} name */
function readProcess(name) {
  try {
    const text = readFileSync(`/proc/${name}/stat`, 'utf8');
    // The program's name stands in brackets and may hold anything; proc(5) counts what follows from 3.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const field = (/** @type {number} */ number) => Number(fields[number - 3]);
    return [{ id: Number(name), parent: field(4), ticks: field(14) + field(15) }];
  } catch {
    return [];
  }
}
