import { runProgram } from '../process/run-program.mjs';
import { startProgram } from '../process/start-program.mjs';

/**
 * A computer as far as its network goes: a network namespace with names of its own (its `/etc/hosts`). Everything that is plugged
 * into it, and every rule in it, goes with it; nothing of this machine's own network is touched.
 * @typedef {object} Place
 * @property {string} pid of the process that holds it, by which the system names it
 * @property {(script: string) => Promise<string>} shell runs lines of `sh` in there, up to the first that fails; resolves to what they print
 * @property {readonly string[]} entry a command and its first arguments: what is named after them runs in there
 * @property {() => Promise<void>} close
 */

/**
 * A place lives as long as one process that waits for the end of its input. That input comes from us, so that the place is gone
 * with us although we are killed.
 * @param {{ hosts?: string }} [options] `hosts`: lines for `/etc/hosts` beside the one of the place itself
 * @returns {Promise<Place>}
 */
export async function openPlace({ hosts = '' } = {}) {
  const holder = await hold(hosts);
  const { pid } = holder;
  const entry = ['nsenter', `--net=/proc/${pid}/ns/net`, `--mount=/proc/${pid}/ns/mnt`, '--'];
  const [command = '', ...args] = entry;
  return {
    pid,
    entry,
    async shell(script) {
      const { code, stdout, tail } = await runProgram(command, [...args, 'sh', '-ec', script]);
      if (code === 0) return stdout.toString();
      throw new Error(`in a network of our own, these lines ended with ${code}:\n${script}\n${tail}`);
    },
    close: holder.close,
  };
}

/** Addresses are there at once: nobody else could have taken them. */
const setUp = `
hosts=$(mktemp)
printf '127.0.0.1 localhost\\n%s\\n' "$HOSTS" > "$hosts"
mount --bind "$hosts" /etc/hosts
rm "$hosts"
echo 0 > /proc/sys/net/ipv6/conf/default/accept_dad
ip link set lo up
echo $$
exec cat`;

/** @param {string} hosts @returns {Promise<{ pid: string, close: () => Promise<void> }>} */
function hold(hosts) {
  return new Promise((resolve, reject) => {
    const program = startProgram('unshare', ['--net', '--mount', 'sh', '-ec', setUp], {
      env: { HOSTS: hosts },
      endsWithUs: true,
      onStdout: (line) => resolve({ pid: line.toString().trim(), close: program.stop }),
    });
    program.ended.then(() => reject(new Error(`no network of our own can be made:\n${program.output()}`)));
  });
}
