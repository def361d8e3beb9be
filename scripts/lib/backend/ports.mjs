import { createServer } from 'node:net';

export const localHost = '127.0.0.1';

/** The wanted port when it is free, otherwise one that the system picks. */
export async function choosePort(wanted) {
  return (await tryPort(wanted)) ?? (await tryPort(0));
}

function tryPort(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (port === 0 ? reject(error) : resolve(undefined)));
    server.listen({ host: localHost, port, exclusive: true }, () => {
      const { port: taken } = server.address();
      server.close(() => resolve(taken));
    });
  });
}
