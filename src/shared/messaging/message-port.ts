import type { Port } from './port.ts';
import { createPortEnd } from './port.ts';

/** As much of the browser's `MessagePort` as is used here. */
export interface MessageEnd {
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** As much of a window as tells that its page goes. */
export interface LeavingPage {
  addEventListener(type: 'pagehide', listener: () => void): void;
  removeEventListener(type: 'pagehide', listener: () => void): void;
}

/** Says to a window of the same origin for what the port is that comes with it. */
export interface Opening {
  readonly opensPort: string;
}

export function isOpening(data: unknown): data is Opening {
  return typeof data === 'object' && data !== null && 'opensPort' in data;
}

/** What passes between two ends; the last word is that the other one has closed. */
type Said = { readonly said: unknown } | 'closed';

/** What is said is copied and comes later, as between two processes, but not by way of the browser's own. */
export function wrapMessagePort(messagePort: MessageEnd): Port {
  const { port, receive, end } = createPortEnd({
    post: (message) => messagePort.postMessage({ said: message } satisfies Said),
    close() {
      messagePort.postMessage('closed' satisfies Said);
      messagePort.close();
    },
  });
  messagePort.addEventListener('message', ({ data }) => {
    if (typeof data === 'object' && data !== null && 'said' in data) receive(data.said);
    else end();
  });
  messagePort.start();
  return port;
}

/** The browser tells nobody that the page with the other end has gone. */
export function closeWith(page: LeavingPage, port: Port): Port {
  const close = (): void => {
    forget();
    port.close();
  };
  const forget = (): void => page.removeEventListener('pagehide', close);
  page.addEventListener('pagehide', close);
  port.onDisconnect(forget);
  return { ...port, close };
}
