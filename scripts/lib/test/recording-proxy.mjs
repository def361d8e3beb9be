import { createWriteStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

/** @typedef {import('node:net').Socket} Socket */

/**
 * A path to an emulator on which everything that clients send is written down, in a file for each connection.
 * @typedef {object} RecordingProxy
 * @property {string} address `host:port`
 * @property {() => Promise<void>} close
 */

/**
 * @param {string} target `host:port`
 * @param {string} folder where the files go, to be shared with no other proxy to the same target
 * @returns {Promise<RecordingProxy>}
 */
export async function openRecordingProxy(target, folder) {
  const [host = '', port = ''] = target.split(':');
  /** @type {Set<Socket>} */
  const sockets = new Set();
  let connections = 0;
  const keep = (/** @type {Socket} */ socket) => {
    sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    const far = keep(connect({ host, port: Number(port) }));
    near.pipe(createWriteStream(join(folder, `${port}-${connections}`)));
    connections += 1;
    keep(near).pipe(far).pipe(near);
  });
  await new Promise((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, () => resolve(undefined)));
  const listening = server.address();
  return {
    address: `127.0.0.1:${typeof listening === 'object' && listening ? listening.port : 0}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What each connection has sent so far. @param {string} folder @returns {Promise<Buffer[]>} */
export async function readRecordings(folder) {
  const files = await readdir(folder);
  return await Promise.all(files.map((file) => readFile(join(folder, file))));
}
