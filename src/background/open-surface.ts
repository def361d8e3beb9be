import type { OpenableSurface } from '../shared/messaging/contract.ts';

const appPath = 'src/popup/index.html';

/** In CSS pixels: the action popup's width, and as high as a conversation likes. */
const windowSize = { width: 420, height: 720 } as const;

export interface SurfaceRequest {
  readonly surface: OpenableSurface;
  /** The browser window that gets the side panel. */
  readonly windowId: number;
}

/** Opens another frame of the app. */
export function openSurface({ surface, windowId }: SurfaceRequest): Promise<void> {
  // The gesture that came with the message is lost with the first thing that is waited for.
  return surface === 'panel' ? chrome.sidePanel.open({ windowId }) : openWindow();
}

/** One is enough: it comes to the front when it is asked for again. */
async function openWindow(): Promise<void> {
  const url = chrome.runtime.getURL(`${appPath}?surface=window`);
  const contexts = await chrome.runtime.getContexts({ contextTypes: ['TAB'] });
  const open = contexts.find(({ documentUrl }) => documentUrl?.startsWith(url));
  if (open === undefined) await chrome.windows.create({ url, type: 'popup', focused: true, ...windowSize });
  else await chrome.windows.update(open.windowId, { focused: true });
}
