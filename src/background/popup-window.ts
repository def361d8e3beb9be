import type { WantedPlace } from '../shared/messaging/feed.ts';
import * as platform from './platform.ts';

const popupPath = 'src/popup/index.html';

/** That of the action popup. */
const size = { width: 400, height: 600 } as const;

/** Opens the popup on the toolbar; where no browser window can show one, a small window of its own. */
export async function showPopup(place: WantedPlace): Promise<void> {
  if (place?.name !== 'conversation') return openAt(popupPath);
  const path = `${popupPath}#contact=${place.contactId}`;
  // The button on the toolbar opens nothing but the popup it is set to at that moment.
  await platform.setPopup(path);
  try {
    await openAt(path);
  } finally {
    await platform.setPopup(popupPath);
  }
}

async function openAt(path: string): Promise<void> {
  try {
    await platform.openPopup();
  } catch {
    await platform.openWindow(platform.urlOf(path), size);
  }
}
