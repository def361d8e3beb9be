import { createServer } from 'node:net';

export const localHost = '127.0.0.1';

/**
 * The wanted port when it is free, otherwise one that the system picks.
 *
 * @param {number} wanted
 */
export async function choosePort(wanted) {
  const port = (await tryPort(wanted)) ?? (await tryPort(0));
  if (port === undefined) throw new Error('The system has no free port.');
  return port;
}

/**
 * @param {number} port
 * @returns {Promise<number | undefined>}
 */
function tryPort(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ host: localHost, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
