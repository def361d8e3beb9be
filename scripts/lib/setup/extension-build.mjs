import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { viteBuild } from './vite-build.mjs';

/**
 * Builds the extension for these emulators into a folder of its own, so that runs side by side do not disturb each other.
 * @param {string} root
 * @param {{ firestore: string, auth: string, iceServers?: readonly RTCIceServer[] }} backend addresses as `host:port`
 * @param {import('./vite-build.mjs').Browser} [browser]
 * @returns {Promise<{ dir: string, remove(): Promise<void> }>}
 */
export async function buildExtension(root, { firestore, auth, iceServers }, browser = 'chrome') {
  const parent = join(root, '.cache');
  await mkdir(parent, { recursive: true });
  const dir = await mkdtemp(join(parent, 'extension-'));
  const remove = () => rm(dir, { recursive: true, force: true });
  const env = {
    BEELINE_FIRESTORE_EMULATOR: firestore,
    BEELINE_AUTH_EMULATOR: auth,
    BEELINE_OUT_DIR: dir,
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
