import { extensionApi } from '../shared/extension-api.ts';

/** As the build places it. */
const script = '/shared-page.js';

/**
 * Puts our script into the page in front, which the browser lets us do where the icon was clicked, and nowhere else. Where it does
 * not, or where pages have no handles, what is pointed at is seen in our own pages only.
 */
export async function offerPage(): Promise<void> {
  const { scripting, tabs } = extensionApi;
  const [tab] = await tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) return;
  await scripting.executeScript({ target: { tabId: tab.id }, files: [script] }).catch(() => undefined);
}
