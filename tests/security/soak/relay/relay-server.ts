import type { Socket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import type { RelayServer } from '#src/shared/settings/relay.ts';
import { relayUser, startRelayServer } from '../../../../scripts/lib/net/relay-server.mjs';

export interface RunningRelay {
  readonly server: RelayServer;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';

async function openSocket(here: string): Promise<Socket> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, here, resolve));
  return socket;
}

async function freeUdpPort(here: string): Promise<number> {
  const socket = await openSocket(here);
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(() => resolve()));
  return port;
}

/** A relay on this computer, at one of its addresses; both people here are on it too, so it must relay to its own address. */
export async function openRelay(here = loopback): Promise<RunningRelay> {
  const port = await freeUdpPort(here);
  const { close } = await startRelayServer({
    listeningAddresses: [here],
    relayAddresses: [here],
    port,
    openProbe: () => openSocket(here),
    relaysToItself: true,
    inOurGroup: true,
  });
  return { server: { address: `${here}:${port}`, ...relayUser }, close };
}
