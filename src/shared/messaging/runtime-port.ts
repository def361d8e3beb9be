import type { Runtime } from 'webextension-polyfill';
import { extensionApi } from '../extension-api.ts';
import type { Port } from './port.ts';

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
  let gone = false;
  const listeners: (() => void)[] = [];
  const receivers: ((message: unknown) => void)[] = [];
  let unheard: unknown[] = [];
  port.onMessage.addListener((message) => {
    if (receivers.length === 0) unheard.push(message);
    for (const receive of receivers) receive(message);
  });
  port.onDisconnect.addListener(() => {
    // Reading it tells the browser that the failure was noticed; otherwise it is logged as an error.
    void extensionApi.runtime.lastError;
    connected = false;
    gone = true;
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
      receivers.push(receive);
      const missed = unheard;
      unheard = [];
      for (const message of missed) receive(message);
    },
    onDisconnect(notify) {
      if (gone) notify();
      else listeners.push(notify);
    },
    close() {
      connected = false;
      port.disconnect();
    },
  };
}
