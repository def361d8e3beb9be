import type { Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** A path to an emulator on which everything that clients send is written down. */
export interface RecordingProxy {
  /** `host:port`. */
  readonly address: string;
  /** What each connection has sent so far. */
  sent(): readonly Buffer[];
  close(): Promise<void>;
}

export async function openRecordingProxy(target: string): Promise<RecordingProxy> {
  const [host = '', port = ''] = target.split(':');
  const recordings: Buffer[][] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    const recording: Buffer[] = [];
    recordings.push(recording);
    const far = keep(connect({ host, port: Number(port) }));
    near.on('data', (chunk) => recording.push(chunk));
    keep(near).pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  const listening = server.address();
  return {
    address: `127.0.0.1:${typeof listening === 'object' && listening ? listening.port : 0}`,
    sent: () => recordings.map((chunks) => Buffer.concat(chunks)),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
