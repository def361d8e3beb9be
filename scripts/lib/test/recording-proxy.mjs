import { createWriteStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { forwardConnections } from '../net/tcp-forward.mjs';

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
  const port = target.split(':')[1];
  let connections = 0;
  const server = createServer();
  const close = forwardConnections(server, target, (near) => {
    near.pipe(createWriteStream(join(folder, `${port}-${connections}`)));
    connections += 1;
  });
  await new Promise((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, () => resolve(undefined)));
  const listening = server.address();
  return { address: `127.0.0.1:${typeof listening === 'object' && listening ? listening.port : 0}`, close };
}

/** What each connection has sent so far. @param {string} folder @returns {Promise<Buffer[]>} */
export async function readRecordings(folder) {
  const files = await readdir(folder);
  return await Promise.all(files.map((file) => readFile(join(folder, file))));
}
