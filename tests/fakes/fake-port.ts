import type { Port } from '#src/shared/messaging/port.ts';

/** One end of a port whose other end is the test; what is posted passes through `structuredClone` as on the wire. */
export function createFakePort() {
  const posted: unknown[] = [];
  let receive: (message: unknown) => void = () => undefined;
  let disconnect: () => void = () => undefined;
  const port: Port = {
    post: (message) => posted.push(structuredClone(message)),
    onMessage(listener) {
      receive = listener;
    },
    onDisconnect(listener) {
      disconnect = listener;
    },
    close: () => undefined,
  };
  return { port, posted, say: (message: unknown) => receive(message), leave: () => disconnect() };
}
