import type { Runtime } from 'webextension-polyfill';
import { extensionApi } from '../extension-api.ts';

/** One end of a lasting connection between two contexts. Carries plain data. */
export interface Port {
  /** Does nothing once the connection is gone. */
  post(message: unknown): void;
  onMessage(receive: (message: unknown) => void): void;
  /** The other end closed, or was never there. Not told to the end that called `close`. */
  onDisconnect(notify: () => void): void;
  close(): void;
}

/** Connects to whichever context serves ports of that name. */
export function openRuntimePort(name: string): Port {
  return wrapPort(extensionApi.runtime.connect({ name }));
}

/** Hands over each port that another context of this extension opens under `name`; returns the way to stop. */
export function servePorts(name: string, onPort: (port: Port) => void): () => void {
  const onConnect = (port: Runtime.Port): void => {
    if (port.name !== name) {
      return;
    }
    if (port.sender?.id !== extensionApi.runtime.id) {
      port.disconnect();
      return;
    }
    onPort(wrapPort(port));
  };
  extensionApi.runtime.onConnect.addListener(onConnect);
  return () => extensionApi.runtime.onConnect.removeListener(onConnect);
}

function wrapPort(port: Runtime.Port): Port {
  let connected = true;
  const listeners: (() => void)[] = [];
  port.onDisconnect.addListener(() => {
    // Reading it tells the browser that the failure was noticed; otherwise it is logged as an error.
    void extensionApi.runtime.lastError;
    connected = false;
    for (const notify of listeners) {
      notify();
    }
  });
  return {
    post(message) {
      if (connected) {
        port.postMessage(message);
      }
    },
    onMessage(receive) {
      port.onMessage.addListener((message) => receive(message));
    },
    onDisconnect(notify) {
      listeners.push(notify);
    },
    close() {
      connected = false;
      port.disconnect();
    },
  };
}
