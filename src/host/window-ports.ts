import { closeWith, isOpening, wrapMessagePort } from '../shared/messaging/message-port.ts';
import type { Port } from '../shared/messaging/port.ts';

/** Hands over each port that a page in this process opens under `name`. */
export function serveWindowPorts(page: Window, name: string, onPort: (port: Port) => void): void {
  page.addEventListener('message', ({ origin, data, ports: [far] }: MessageEvent<unknown>) => {
    const isMeant = origin === page.origin && isOpening(data) && data.opensPort === name;
    if (isMeant && far !== undefined) onPort(closeWith(page, wrapMessagePort(far)));
  });
}
