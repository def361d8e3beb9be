/**
 * One end of a lasting connection between two contexts. Carries plain data. Who listens late, because they had to load
 * something first, still hears all of it: the browser itself keeps nothing for them.
 */
export interface Port {
  /** Does nothing once the connection is gone. */
  post(message: unknown): void;
  onMessage(receive: (message: unknown) => void): void;
  /** The other end closed, or was never there. Not told to the end that called `close`. */
  onDisconnect(notify: () => void): void;
  close(): void;
}

/** What carries one end. */
export interface PortCarrier {
  post(message: unknown): void;
  /** Lets the other end know. */
  close(): void;
}

export interface PortEnd {
  readonly port: Port;
  receive(message: unknown): void;
  /** The other end closed, or was never there. */
  end(): void;
}

/** What is the same whatever carries it. */
export function createPortEnd(carrier: PortCarrier): PortEnd {
  let connected = true;
  let gone = false;
  const listeners: (() => void)[] = [];
  const receivers: ((message: unknown) => void)[] = [];
  const unheard: unknown[] = [];
  return {
    receive(message) {
      if (receivers.length === 0) unheard.push(message);
      for (const receive of receivers) receive(message);
    },
    end() {
      connected = false;
      gone = true;
      for (const notify of listeners) notify();
    },
    port: {
      post(message) {
        if (connected) carrier.post(message);
      },
      onMessage(receive) {
        receivers.push(receive);
        for (const message of unheard.splice(0)) receive(message);
      },
      onDisconnect(notify) {
        if (gone) notify();
        else listeners.push(notify);
      },
      close() {
        connected = false;
        carrier.close();
      },
    },
  };
}
