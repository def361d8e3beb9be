import type { Runtime } from 'webextension-polyfill';
import { extensionApi } from '../extension-api.ts';
import type { Port } from './port.ts';
import { createPortEnd } from './port.ts';

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

function wrapPort(runtimePort: Runtime.Port): Port {
  const { port, receive, end } = createPortEnd({
    post: (message) => runtimePort.postMessage(message),
    close: () => runtimePort.disconnect(),
  });
  runtimePort.onMessage.addListener(receive);
  runtimePort.onDisconnect.addListener(() => {
    // Reading it tells the browser that the failure was noticed; otherwise it is logged as an error.
    void extensionApi.runtime.lastError;
    end();
  });
  return port;
}
