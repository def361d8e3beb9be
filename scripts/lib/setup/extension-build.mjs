import { makeBuildFolder } from './build-folder.mjs';
import { viteBuild } from './vite-build.mjs';

/**
 * Builds the extension for these emulators into a folder of its own.
 * @param {string} root
 * @param {{ firestore: string, auth: string, iceServers?: readonly RTCIceServer[], invitePage?: string }} backend addresses as
 *   `host:port`, and where invite links lead
 * @param {import('./vite-build.mjs').Browser} [browser]
 * @returns {Promise<{ dir: string, remove(): Promise<void> }>}
 */
export async function buildExtension(root, { firestore, auth, iceServers, invitePage = '' }, browser = 'chrome') {
  const { dir, remove } = await makeBuildFolder(root, 'extension-');
  const env = {
    BEELINE_FIRESTORE_EMULATOR: firestore,
    BEELINE_AUTH_EMULATOR: auth,
    BEELINE_OUT_DIR: dir,
    VITE_INVITE_PAGE: invitePage,
    ...(iceServers && { VITE_ICE_SERVERS: JSON.stringify(iceServers) }),
  };
  try {
    await viteBuild(root, 'emulator', { browser, env });
  } catch (error) {
    await remove();
    throw error;
  }
  return { dir, remove };
}
