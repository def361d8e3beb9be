import { startProgram } from '../process/start-program.mjs';

/** @typedef {import('./place.mjs').Place} Place */

/**
 * A name server inside a place, for that place alone: browsers look for STUN and TURN servers by DNS only, whatever its
 * `/etc/hosts` says. It tells what stands there.
 * @param {Place} place @param {{ inOurGroup?: boolean }} [options] as in `StartOptions`
 * @returns {Promise<() => Promise<void>>} ends it
 */
export async function serveNames(place, { inOurGroup = false } = {}) {
  await place.shell(`
servers=$(mktemp)
echo nameserver 127.0.0.1 > "$servers"
mount --bind "$servers" /etc/resolv.conf
rm "$servers"`);
  const [command = '', ...args] = [...place.entry, 'dnsmasq', ...dnsmasqArguments];
  const server = startProgram(command, args, { inOurGroup });
  return server.stop;
}

const dnsmasqArguments = [
  ...['--keep-in-foreground', '--conf-file=/dev/null', '--pid-file=', '--user=root'],
  ...['--no-resolv', '--no-poll', '--bind-interfaces', '--listen-address=127.0.0.1'],
];
