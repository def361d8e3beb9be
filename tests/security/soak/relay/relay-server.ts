import type { Socket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import type { RelayServer } from '#src/shared/settings/relay.ts';
import { relayUser, startRelayServer } from '../../../../scripts/lib/net/relay-server.mjs';

export interface RunningRelay {
  readonly server: RelayServer;
  close(): Promise<void>;
}

const here = '127.0.0.1';

async function openSocket(): Promise<Socket> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, here, resolve));
  return socket;
}

async function freeUdpPort(): Promise<number> {
  const socket = await openSocket();
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}

/** A relay on this computer; both people here are on it too, so it must relay to its own address. */
export async function openRelay(): Promise<RunningRelay> {
  const port = await freeUdpPort();
  const { close } = await startRelayServer({
    listeningAddresses: [here],
    relayAddresses: [here],
    port,
    openProbe: openSocket,
    relaysToItself: true,
    inOurGroup: true,
  });
  return { server: { address: `${here}:${port}`, ...relayUser }, close };
}
