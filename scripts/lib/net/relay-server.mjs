import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProgram } from '../process/start-program.mjs';

/** Whom it lets in. */
export const relayUser = { username: 'bee', password: 'line' };

const startTimeoutMs = 15_000;
const answerTimeoutMs = 250;

/**
 * @typedef {object} RelayServerOptions
 * @property {readonly string[]} listeningAddresses more than one of a family make it tell what a NAT does (RFC 5780)
 * @property {readonly string[]} relayAddresses
 * @property {number} port
 * @property {() => Promise<import('node:dgram').Socket>} openProbe a socket of IPv4 from which it is asked whether it is there, in the network in which it runs
 * @property {readonly string[]} [entry] what makes a command run in another network
 * @property {boolean} [relaysToItself] everybody is on the computer on which it runs
 * @property {boolean} [inOurGroup] as in `StartOptions`
 */

/**
 * Starts coturn, as STUN and TURN server by UDP and TCP, and waits until it answers.
 * @param {RelayServerOptions} options
 * @returns {Promise<{ close: () => Promise<void> }>}
 */
export async function startRelayServer({ entry = [], inOurGroup = false, openProbe, ...options }) {
  const folder = await mkdtemp(join(tmpdir(), 'beeline-relay-'));
  const [command = '', ...args] = [...entry, 'turnserver', ...turnserverArguments(options, folder)];
  const relay = startProgram(command, args, { inOurGroup });
  const close = async () => {
    await relay.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const probe = await openProbe();
  try {
    await untilAnswered(probe, { relay, port: options.port, address: options.listeningAddresses[0] ?? '' });
  } catch (error) {
    await close();
    throw error;
  } finally {
    probe.close();
  }
  return { close };
}

/** @param {Pick<RelayServerOptions, 'listeningAddresses' | 'relayAddresses' | 'port' | 'relaysToItself'>} options @param {string} folder */
function turnserverArguments({ listeningAddresses, relayAddresses, port, relaysToItself = false }, folder) {
  return [
    ...['-n', '--no-cli', '--no-tls', '--no-dtls', '--no-multicast-peers', '--lt-cred-mech', '--realm=beeline'],
    ...(relaysToItself ? ['--allow-loopback-peers'] : []),
    ...listeningAddresses.map((address) => `--listening-ip=${address}`),
    ...relayAddresses.map((address) => `--relay-ip=${address}`),
    `--listening-port=${port}`,
    `--user=${relayUser.username}:${relayUser.password}`,
    `--userdb=${join(folder, 'db')}`,
    `--pidfile=${join(folder, 'pid')}`,
    '--log-file=stdout',
  ];
}

/**
 * @param {import('node:dgram').Socket} probe
 * @param {{ relay: import('../process/start-program.mjs').Program, address: string, port: number }} server
 */
async function untilAnswered(probe, { relay, address, port }) {
  const deadlineMs = performance.now() + startTimeoutMs;
  // Nobody listens there yet.
  probe.on('error', () => {});
  const answered = new Promise((resolve) => probe.once('message', () => resolve(true)));
  do {
    if (relay.hasEnded() || performance.now() > deadlineMs) {
      throw new Error(`coturn does not answer at ${address} port ${port}:\n${relay.output()}`);
    }
    probe.send(bindingRequest(), port, address);
  } while ((await Promise.race([answered, sleep(answerTimeoutMs, false)])) !== true);
}

/** RFC 8489 §5. */
function bindingRequest() {
  return Buffer.concat([Buffer.from('000100002112a442', 'hex'), randomBytes(12)]);
}
