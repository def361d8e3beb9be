import { Socket } from 'node:dgram';
import { Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { receiveSocket } from '../process/receive-socket.mjs';

/** @typedef {import('./place.mjs').Place} Place */
/** @typedef {{ address: string, port: number }} Endpoint */

const opener = fileURLToPath(new URL('socket-opener.mjs', import.meta.url));

/** A server of this process that listens in another network. @param {Place} place @param {Endpoint} at */
export async function listenIn(place, at) {
  const server = await openIn(place, { kind: 'tcp', ...at });
  if (!(server instanceof Server)) throw new Error('not a server');
  return server;
}

/** A UDP socket of this process that is bound in another network. @param {Place} place @param {Endpoint} at */
export async function bindIn(place, at) {
  const socket = await openIn(place, { kind: 'udp', ...at });
  if (!(socket instanceof Socket)) throw new Error('not a socket');
  return socket;
}

/** @param {Place} place @param {Endpoint & { kind: 'tcp' | 'udp' }} what @returns {Promise<unknown>} */
function openIn({ entry: [command = '', ...args] }, what) {
  return receiveSocket(command, [...args, process.execPath, opener, JSON.stringify(what)]);
}
