import { makeBuildFolder } from '../setup/build-folder.mjs';
import { viteBuildPage } from '../setup/vite-build.mjs';
import { servePage } from './serve-page.mjs';

/**
 * Builds the page for these emulators and serves it on this computer.
 * @param {string} root
 * @param {{ firestore: string, auth: string }} backend addresses as `host:port`
 * @returns {Promise<{ url: string, close(): Promise<void> }>}
 */
export async function openPage(root, { firestore, auth }) {
  const { dir, remove } = await makeBuildFolder(root, 'page-');
  try {
    await viteBuildPage(root, 'emulator', {
      BEELINE_FIRESTORE_EMULATOR: firestore,
      BEELINE_AUTH_EMULATOR: auth,
      BEELINE_OUT_DIR: dir,
      VITE_EXTENSION_URL: 'https://extension.example/',
    });
    const { url, close } = await servePage(dir, { origins: [firestore, auth].map((address) => `http://${address}`) });
    return { url, close: () => close().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
