import type { Port } from '../shared/messaging/port.ts';

export interface PagePorts {
  /** Connects to whoever serves ports of that name. */
  openPort(name: string): Port;
  servePorts(name: string, onPort: (port: Port) => void): void;
}

/** What passes between the two ends; the last word is that the other one has closed. */
type Said = { readonly said: unknown } | 'closed';

/** Ports between engine and surface in one page. What is said over them is copied and comes later, as between two pages. */
export function createPagePorts(): PagePorts {
  const served = new Map<string, (port: Port) => void>();
  return {
    openPort(name) {
      const { port1: near, port2: far } = new MessageChannel();
      const serving = served.get(name);
      const farEnd = wrapEnd(far);
      if (serving === undefined) farEnd.close();
      else serving(farEnd);
      return wrapEnd(near);
    },
    servePorts: (name, onPort) => void served.set(name, onPort),
  };
}

function wrapEnd(end: MessagePort): Port {
  const receivers: ((message: unknown) => void)[] = [];
  const listeners: (() => void)[] = [];
  let gone = false;
  end.addEventListener('message', ({ data }: MessageEvent<Said>) => {
    if (data !== 'closed') for (const receive of receivers) receive(data.said);
    else {
      gone = true;
      for (const notify of listeners) notify();
    }
  });
  return {
    post: (message) => end.postMessage({ said: message } satisfies Said),
    onMessage(receive) {
      receivers.push(receive);
      // Until somebody listens, the browser keeps what is said.
      end.start();
    },
    onDisconnect(notify) {
      if (gone) notify();
      else listeners.push(notify);
    },
    close() {
      end.postMessage('closed' satisfies Said);
      end.close();
    },
  };
}
