import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RelayServer } from '#src/shared/settings/relay.ts';
import { until } from '../../../../scripts/lib/browser/find.mjs';
import { startProgram } from '../../../../scripts/lib/process/start-program.mjs';

export interface RunningRelay {
  readonly server: RelayServer;
  close(): Promise<void>;
}

const username = 'bee';
const password = 'line';

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}

/** Whether a binding request (RFC 8489 §5) is answered soon. */
async function answers(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  const request = Buffer.concat([Buffer.from('000100002112a442', 'hex'), randomBytes(12)]);
  const answer = new Promise<boolean>((resolve) => {
    socket.once('message', () => resolve(true)).once('error', () => resolve(false));
    setTimeout(() => resolve(false), 250);
  });
  socket.send(request, port, '127.0.0.1');
  const isThere = await answer;
  socket.close();
  return isThere;
}

/** A relay on this computer; both people here are on it too, so it must relay to its own address. */
export async function openRelay(): Promise<RunningRelay> {
  const port = await freeUdpPort();
  const folder = await mkdtemp(join(tmpdir(), 'beeline-relay-'));
  const relay = startProgram(
    'turnserver',
    [
      '-n',
      '--no-cli',
      '--no-tls',
      '--no-dtls',
      '--no-multicast-peers',
      '--allow-loopback-peers',
      '--listening-ip=127.0.0.1',
      '--relay-ip=127.0.0.1',
      `--listening-port=${port}`,
      '--lt-cred-mech',
      '--realm=beeline',
      `--user=${username}:${password}`,
      `--userdb=${join(folder, 'db')}`,
      `--pidfile=${join(folder, 'pid')}`,
      '--log-file=stdout',
    ],
    { inOurGroup: true },
  );
  const close = async (): Promise<void> => {
    await relay.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await until('the relay to answer', () => answers(port));
  } catch (error) {
    await close();
    throw error;
  }
  return { server: { address: `127.0.0.1:${port}`, username, password }, close };
}
