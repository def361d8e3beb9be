import type { ContactId } from '../shared/identity/contact-id.ts';

const popupPath = 'src/popup/index.html';

/** In CSS pixels, those of the action popup. */
const size = { width: 400, height: 600 } as const;

/** Opens the popup on the toolbar; where no browser window can show one, a small window of its own. */
export async function showPopup(): Promise<void> {
  if (await isPopupOpen()) {
    return;
  }
  await openPopup(popupPath);
}

/** Shows one conversation: in the app's window or tab when there is one, else in the popup. */
export async function showConversation(contactId: ContactId): Promise<void> {
  const hash = `#contact=${contactId}`;
  const page = chrome.runtime.getURL(popupPath);
  const contexts = await chrome.runtime.getContexts({ contextTypes: ['TAB'] });
  const open = contexts.find(({ documentUrl }) => documentUrl?.startsWith(page));
  if (open?.documentUrl !== undefined) {
    // A different fragment does not load the page anew.
    await chrome.tabs.update(open.tabId, { active: true, url: open.documentUrl.replace(/#.*|$/, hash) });
    await chrome.windows.update(open.windowId, { focused: true });
    return;
  }
  // The button on the toolbar opens nothing but the popup it is set to at that moment.
  await chrome.action.setPopup({ popup: popupPath + hash });
  try {
    await openPopup(popupPath + hash);
  } finally {
    await chrome.action.setPopup({ popup: popupPath });
  }
}

async function openPopup(path: string): Promise<void> {
  try {
    await chrome.action.openPopup();
  } catch {
    await chrome.windows.create({ url: chrome.runtime.getURL(path), type: 'popup', focused: true, ...size });
  }
}

async function isPopupOpen(): Promise<boolean> {
  const contexts = await chrome.runtime.getContexts({ contextTypes: ['POPUP'] });
  return contexts.length > 0;
}
