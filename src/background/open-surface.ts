import type { OpenableSurface } from '../shared/messaging/contract.ts';
import * as platform from './platform.ts';

const appPath = 'src/popup/index.html';

/** The action popup's width, and as high as a conversation likes. */
const windowSize = { width: 420, height: 720 } as const;

export interface SurfaceRequest {
  readonly surface: OpenableSurface;
  /** The browser window that gets the side panel. */
  readonly windowId: number;
}

/** Opens another frame of the app; a window where there is no side panel. */
export function openSurface({ surface, windowId }: SurfaceRequest): Promise<void> {
  return surface === 'panel' && platform.canOpenSidePanel() ? platform.openSidePanel(windowId) : openAppWindow();
}

/** One is enough: it comes to the front when it is asked for again. */
export async function openAppWindow(): Promise<void> {
  const url = platform.urlOf(`${appPath}?surface=window`);
  const open = await platform.findPage(url);
  if (open === undefined) await platform.openWindow(url, windowSize);
  else await platform.focusWindow(open.windowId);
}
