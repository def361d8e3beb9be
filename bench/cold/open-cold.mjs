import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** @typedef {import('puppeteer-core').Page} Page */
/** @typedef {import('../stage.mjs').Stage} Stage */
/** @typedef {{ caller: Page, callee: Page, calleeAddress: import('./hops.ts').MailboxAddress }} Cold */

const probeName = 'cold-probe';

/** @type {WeakMap<Page, Promise<Cold>>} */
const opened = new WeakMap();

/** The probe in both engine documents, watching mailboxes of its own; put there once for each of them. @param {Stage} stage */
export function openCold(stage) {
  const cold = opened.get(stage.bobEngine) ?? open(stage);
  opened.set(stage.bobEngine, cold);
  return cold;
}

/** @param {Stage} stage @returns {Promise<Cold>} */
async function open({ aliceEngine: caller, bobEngine: callee, extensionDir, emulators }) {
  await build({
    configFile: false,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    logLevel: 'error',
    build: {
      outDir: extensionDir,
      emptyOutDir: false,
      lib: { entry: fileURLToPath(new URL(`${probeName}.ts`, import.meta.url)), formats: ['es'], fileName: probeName },
    },
  });
  for (const engine of [caller, callee]) await engine.evaluate(loadProbe, `/${probeName}.js`);
  const openIn = (/** @type {Page} */ engine) => engine.evaluate((at) => window.beelineCold.openMailbox(at), emulators);
  const [callerAddress, calleeAddress] = await Promise.all([openIn(caller), openIn(callee)]);
  await callee.evaluate((them) => window.beelineCold.echoTo(them), callerAddress);
  for (const engine of [caller, callee])
    await engine.evaluate((at) => window.beelineCold.openRooms(at), emulators.firestore);
  const offer = await caller.evaluate(() => window.beelineCold.offerWire());
  const answer = await callee.evaluate((sdp) => window.beelineCold.answerWire(sdp), offer);
  await caller.evaluate((sdp) => window.beelineCold.closeWire(sdp), answer);
  return { caller, callee, calleeAddress };
}

/** Runs inside the document and knows nothing from outside. @param {string} path */
function loadProbe(path) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement('script'), { type: 'module', src: path });
    script.addEventListener('load', () => resolve(undefined));
    script.addEventListener('error', reject);
    document.head.append(script);
  });
}
