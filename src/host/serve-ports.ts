import { closeWith, isOpening, wrapMessagePort } from '../shared/messaging/message-port.ts';
import { servePorts } from '../shared/messaging/runtime-port.ts';
import type { EngineDoors } from './serve-engine.ts';

/** Ports from any page of the extension: from those in the engine's process without a way through the browser's own. */
export function servePortsOf(page: Window): EngineDoors['servePorts'] {
  return (name, onPort) => {
    servePorts(name, onPort);
    page.addEventListener('message', ({ origin, data, ports: [far] }: MessageEvent<unknown>) => {
      const isMeant = origin === page.origin && isOpening(data) && data.opensPort === name;
      if (isMeant && far !== undefined) onPort(closeWith(page, wrapMessagePort(far)));
    });
  };
}
