import { startBackend } from '../backend/backend.mjs';
import { publicBackend, publicIceServers } from '../net/public-side.mjs';
import { openPage } from '../page/open-page.mjs';
import { beforeLeaving } from '../process/clean-up.mjs';
import { ensureChromium } from '../setup/chromium.mjs';
import { startDisplay } from '../setup/display.mjs';
import { buildExtension } from '../setup/extension-build.mjs';
import { findOrInstallFirefox } from '../setup/firefox.mjs';
import { ensureJava } from '../setup/java.mjs';
import { prepareNetworks } from '../setup/network-tools.mjs';
import { ensureNodeModules } from '../setup/node-modules.mjs';
import { say } from '../setup/say.mjs';
import { ensureTurnServer } from '../setup/turn-server.mjs';
import { recordTraffic } from './recorded-traffic.mjs';

/**
 * Installs what these suites need and starts one backend for all of them.
 * @param {string} root
 * @param {readonly import('./suites.mjs').Suite[]} suites
 * @returns {Promise<NodeJS.ProcessEnv>} where the suites find it all
 */
export async function prepare(root, suites) {
  await ensureNodeModules(root, say);
  /** @type {NodeJS.ProcessEnv} */
  const env = {};
  // Before any browser runs: it comes with newer versions of libraries that Chromium has open.
  if (suites.some((suite) => suite.needsRelay)) await ensureTurnServer(say);
  if (suites.some((suite) => suite.needsNetworks)) {
    const reason = await prepareNetworks(say);
    if (reason !== undefined) env.BEELINE_NO_NETWORKS = reason;
  }
  if (suites.some((suite) => suite.needsBrowser)) {
    env.BEELINE_CHROMIUM = await ensureChromium(root, say);
    const display = await startDisplay(say);
    if (display) env.BEELINE_DISPLAY = display;
  }
  if (suites.some((suite) => suite.triesFirefox)) {
    const firefox = await findOrInstallFirefox(say);
    if (firefox) env.BEELINE_FIREFOX = firefox;
  }
  if (suites.some((suite) => suite.needsBackend)) {
    await ensureJava(say);
    const backend = await startBackend({ onProgress: say });
    beforeLeaving(backend.stop);
    env.FIRESTORE_EMULATOR_HOST = backend.firestore;
    env.FIREBASE_AUTH_EMULATOR_HOST = backend.auth;
  }
  return env;
}

/**
 * Builds the extension for the backend that `prepare` started.
 * @param {string} root @param {NodeJS.ProcessEnv} env
 * @param {Pick<import('./suites.mjs').Suite, 'recordsTraffic' | 'needsNetworks' | 'servesPage'>} [suite]
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function prepareExtension(root, env, { recordsTraffic, needsNetworks, servesPage } = {}) {
  say('building the extension for these emulators');
  const backend = { firestore: env.FIRESTORE_EMULATOR_HOST ?? '', auth: env.FIREBASE_AUTH_EMULATOR_HOST ?? '' };
  const traffic = recordsTraffic ? await recordTraffic(backend) : undefined;
  const inNetworks = needsNetworks ? { ...publicBackend(backend), iceServers: publicIceServers } : undefined;
  const reached = traffic ?? inNetworks ?? backend;
  const page = servesPage ? await openPage(root, reached) : undefined;
  if (page) beforeLeaving(page.close);
  const surroundings = { ...reached, ...(page && { invitePage: page.url }) };
  const extension = await buildExtension(root, surroundings);
  beforeLeaving(extension.remove);
  const forFirefox = env.BEELINE_FIREFOX ? await buildExtension(root, surroundings, 'firefox') : undefined;
  if (forFirefox) beforeLeaving(forFirefox.remove);
  return {
    ...env,
    BEELINE_EXTENSION_DIR: extension.dir,
    ...(forFirefox && { BEELINE_FIREFOX_EXTENSION_DIR: forFirefox.dir }),
    ...(traffic && { BEELINE_TRAFFIC: traffic.folder, BEELINE_RECORDED_FIRESTORE: traffic.firestore }),
  };
}
