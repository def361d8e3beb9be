import { wrapMessagePort } from '../shared/messaging/message-port.ts';
import type { Port } from '../shared/messaging/port.ts';

export interface PagePorts {
  /** Connects to whoever serves ports of that name. */
  openPort(name: string): Port;
  servePorts(name: string, onPort: (port: Port) => void): void;
}

/** Ports between engine and surface in one page. */
export function createPagePorts(): PagePorts {
  const served = new Map<string, (port: Port) => void>();
  return {
    openPort(name) {
      const { port1, port2 } = new MessageChannel();
      const [near, far] = [wrapMessagePort(port1), wrapMessagePort(port2)];
      const serving = served.get(name);
      if (serving === undefined) far.close();
      else serving(far);
      return near;
    },
    servePorts: (name, onPort) => void served.set(name, onPort),
  };
}
