const popupPath = 'src/popup/index.html';

/** In CSS pixels, those of the action popup. */
const size = { width: 400, height: 600 } as const;

/** Opens the popup on the toolbar; where no browser window can show one, a small window of its own. */
export async function showPopup(): Promise<void> {
  if (await isPopupOpen()) {
    return;
  }
  try {
    await chrome.action.openPopup();
  } catch {
    await chrome.windows.create({ url: chrome.runtime.getURL(popupPath), type: 'popup', focused: true, ...size });
  }
}

async function isPopupOpen(): Promise<boolean> {
  const contexts = await chrome.runtime.getContexts({ contextTypes: ['POPUP'] });
  return contexts.length > 0;
}
