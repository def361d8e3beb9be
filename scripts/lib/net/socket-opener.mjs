import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

// Runs inside a place for a moment: a socket belongs for life to the network in which it was made, whoever holds it. It leaves at
// once, or it would take some of what comes.

const { kind, address, port } = JSON.parse(process.argv[2] ?? '');
const hand = (/** @type {import('node:child_process').SendHandle} */ socket) =>
  process.send?.('opened', socket, {}, () => process.exit());

if (kind === 'tcp') {
  const server = createServer();
  server.listen({ host: address, port }, () => hand(server));
} else {
  const socket = createSocket({ type: address.includes(':') ? 'udp6' : 'udp4' });
  socket.bind(port, address, () => hand(socket));
}
