import { extensionApi } from '../../shared/extension-api.ts';
import type { FastStreamRequest, FastStreamValue } from '../../shared/messaging/fast-stream.ts';
import { openRuntimePort } from '../../shared/messaging/runtime-port.ts';
import type { SharedPageHere, SharedPageNews } from '../../shared/messaging/shared-page.ts';
import { sharedPagePortName } from '../../shared/messaging/shared-page.ts';
import { readMarksFor } from '../components/pointing/marks-readers.ts';
import type { PageOverlay } from './page-overlay.ts';
import { createPageOverlay } from './page-overlay.ts';

// Put into the page on which a person clicked the icon before they share something: shows what is pointed at, once it is that page.

/** Not yet in TypeScript's list: Capture Handle Identity §4. */
interface CaptureHandleSetter {
  setCaptureHandleConfig?(config: {
    readonly handle: string;
    readonly exposeOrigin: boolean;
    readonly permittedOrigins: readonly string[];
  }): void;
}

/** Of the script that is here already, for the icon may be clicked again. */
const mark = 'beelineSharedPage';

function start(): void {
  // Pages that came without encryption have none.
  const devices: (MediaDevices & CaptureHandleSetter) | undefined = navigator.mediaDevices;
  if (mark in globalThis || devices?.setCaptureHandleConfig === undefined) return;
  Reflect.set(globalThis, mark, true);
  const handle = crypto.randomUUID();
  const permittedOrigins = [extensionApi.runtime.getURL('').replace(/\/$/, '')];
  devices.setCaptureHandleConfig({ handle, exposeOrigin: false, permittedOrigins });
  listen(handle, () => {
    devices.setCaptureHandleConfig?.({ handle: '', exposeOrigin: false, permittedOrigins: [] });
    Reflect.deleteProperty(globalThis, mark);
  });
}

function listen(handle: string, onEnd: () => void): void {
  const port = openRuntimePort(sharedPagePortName);
  let overlay: PageOverlay | null = null;
  let readers: ReturnType<typeof readMarksFor> = new Map();
  const hide = (): void => {
    overlay?.stop();
    overlay = null;
    readers = new Map();
  };
  port.onDisconnect(() => {
    hide();
    onEnd();
  });
  port.onMessage((message) => {
    if (!isNews(message)) return;
    if ('topic' in message) {
      readers.get(message.topic)?.(message.value);
      port.post({ kind: 'taken', topic: message.topic } satisfies FastStreamRequest);
      return;
    }
    hide();
    if (message.kind === 'hidden') return;
    overlay = createPageOverlay(message.name, message.hue);
    readers = readMarksFor('mine', overlay);
  });
  port.post({ kind: 'here', handle } satisfies SharedPageHere);
}

/** The engine is built of the same types. */
function isNews(message: unknown): message is SharedPageNews | FastStreamValue {
  return typeof message === 'object' && message !== null && ('kind' in message || 'topic' in message);
}

start();
