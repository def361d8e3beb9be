import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** A path to the emulator that can be cut and mended. */
export interface SeverablePath {
  readonly address: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

export async function openSeverablePath(target: string): Promise<SeverablePath> {
  const [targetHost = '', targetPort = ''] = target.split(':');
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    const far = keep(connect({ host: targetHost, port: Number(targetPort) }));
    keep(near).pipe(far).pipe(near);
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => server.listen({ host: '127.0.0.1', port }, resolve));
  await listen(0);
  const listening = server.address();
  const port = typeof listening === 'object' && listening ? listening.port : 0;
  return {
    address: `127.0.0.1:${port}`,
    async cut() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    mend: () => listen(port),
  };
}
