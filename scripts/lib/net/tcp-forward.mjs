import { connect } from 'node:net';

/** @typedef {import('node:net').Socket} Socket */

/**
 * Hands every connection that a server takes on to another one, whatever network that is in.
 * @param {import('node:net').Server} server
 * @param {string} target `host:port`, as this process reaches it
 * @param {(near: Socket) => void} [onConnection]
 * @returns {() => Promise<void>} closes the server and all connections
 */
export function forwardConnections(server, target, onConnection) {
  const [host = '', port = ''] = target.split(':');
  /** @type {Set<Socket>} */
  const sockets = new Set();
  const keep = (/** @type {Socket} */ socket) => {
    sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };
  server.on('connection', (near) => {
    onConnection?.(near);
    const far = keep(connect({ host, port: Number(port) }));
    keep(near).pipe(far).pipe(near);
  });
  return async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
}
