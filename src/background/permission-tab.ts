const pagePath = 'src/popup/permission/index.html';

let inFlight: Promise<void> | undefined;

/** Shows the page on which a person allows the devices, once: an open one comes to the front. `video` asks for the camera too. */
export function openPermissionTab({ video }: { readonly video: boolean }): Promise<void> {
  inFlight ??= showTab(`${chrome.runtime.getURL(pagePath)}?video=${video ? 1 : 0}`).finally(() => {
    inFlight = undefined;
  });
  return inFlight;
}

async function showTab(url: string): Promise<void> {
  const open = await findTab();
  if (open === undefined) {
    await chrome.tabs.create({ url, active: true });
    return;
  }
  await chrome.tabs.update(open.tabId, { active: true, ...(open.documentUrl === url ? {} : { url }) });
  await chrome.windows.update(open.windowId, { focused: true });
}

async function findTab(): Promise<chrome.runtime.ExtensionContext | undefined> {
  const contexts = await chrome.runtime.getContexts({ contextTypes: ['TAB'] });
  return contexts.find(({ documentUrl }) => documentUrl?.startsWith(chrome.runtime.getURL(pagePath)));
}
