import { servePorts } from '../shared/messaging/runtime-port.ts';
import type { EngineDoors } from './serve-engine.ts';
import { serveWindowPorts } from './window-ports.ts';

/** Ports from any page of the extension: from those in the engine's process without a way through the browser's own. */
export function servePortsOf(page: Window): EngineDoors['servePorts'] {
  return (name, onPort) => {
    servePorts(name, onPort);
    serveWindowPorts(page, name, onPort);
  };
}
