import type { Port } from '#src/shared/messaging/port.ts';

/** One end of a port whose other end is the test; what is posted passes through `structuredClone` as on the wire. */
export function createFakePort() {
  const posted: unknown[] = [];
  const receivers: ((message: unknown) => void)[] = [];
  const listeners: (() => void)[] = [];
  let isClosed = false;
  const port: Port = {
    post: (message) => posted.push(structuredClone(message)),
    onMessage: (receive) => void receivers.push(receive),
    onDisconnect: (notify) => void listeners.push(notify),
    close() {
      isClosed = true;
    },
  };
  return {
    port,
    posted,
    isClosed: () => isClosed,
    say(message: unknown) {
      for (const receive of receivers) receive(message);
    },
    leave() {
      for (const notify of listeners) notify();
    },
  };
}
