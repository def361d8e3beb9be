import type { ContactId } from '../shared/identity/contact-id.ts';
import * as platform from './platform.ts';

const popupPath = 'src/popup/index.html';

/** That of the action popup. */
const size = { width: 400, height: 600 } as const;

/** Opens the popup on the toolbar; where no browser window can show one, a small window of its own. */
export async function showPopup(): Promise<void> {
  if (await platform.isPopupOpen()) {
    return;
  }
  await openPopup(popupPath);
}

/** Shows one conversation: in the app's window or tab when there is one, else in the popup. */
export async function showConversation(contactId: ContactId): Promise<void> {
  const hash = `#contact=${contactId}`;
  const open = await platform.findPage(platform.urlOf(popupPath));
  if (open !== undefined) {
    // A different fragment does not load the page anew.
    await platform.showPage(open, open.url.replace(/#.*|$/, hash));
    return;
  }
  // The button on the toolbar opens nothing but the popup it is set to at that moment.
  await platform.setPopup(popupPath + hash);
  try {
    await openPopup(popupPath + hash);
  } finally {
    await platform.setPopup(popupPath);
  }
}

async function openPopup(path: string): Promise<void> {
  try {
    await platform.openPopup();
  } catch {
    await platform.openWindow(platform.urlOf(path), size);
  }
}
