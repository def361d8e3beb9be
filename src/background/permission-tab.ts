import * as platform from './platform.ts';

export const permissionPagePath = 'src/popup/permission/index.html';

let inFlight: Promise<void> | undefined;

/** Shows the page on which a person allows the devices, once: an open one comes to the front. `video` asks for the camera too. */
export function openPermissionTab({ video }: { readonly video: boolean }): Promise<void> {
  const page = platform.urlOf(permissionPagePath);
  inFlight ??= showTab(page, `${page}?video=${video ? 1 : 0}`).finally(() => {
    inFlight = undefined;
  });
  return inFlight;
}

async function showTab(page: string, url: string): Promise<void> {
  const open = await platform.findPage(page);
  if (open === undefined) await platform.openTab(url);
  else if (open.url === url) await platform.showPage(open);
  else await platform.showPage(open, url);
}
