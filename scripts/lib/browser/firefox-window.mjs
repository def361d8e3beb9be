/** @typedef {Awaited<ReturnType<typeof openFirefoxWindow>>} FirefoxWindow */
/** @typedef {{ type: string, result?: { value?: unknown }, exceptionDetails?: { text: string } }} Evaluated */
/** @typedef {{ connection: { send(method: string, params: object): Promise<{ result: unknown }> } }} Driven what the driver's types leave out */

/**
 * The browser window around a person's pages, with what only the browser itself may do. What is told to run there knows nothing from here.
 * @param {import('puppeteer-core').Browser} browser @param {string} extensionId
 */
export async function openFirefoxWindow(browser, extensionId) {
  const { connection } = /** @type {Driven} */ (/** @type {unknown} */ (browser));
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const { contexts } = /** @type {{ contexts: { context: string }[] }} */ (result);
  const target = { context: contexts[0]?.context };

  /** @template {readonly unknown[]} A @param {(...args: A) => unknown} act @param {A} args plain data */
  async function run(act, ...args) {
    const expression = `(${act})(...${JSON.stringify(args)})`;
    const { result: answer } = await connection.send('script.evaluate', { expression, target, awaitPromise: true });
    const { exceptionDetails } = /** @type {Evaluated} */ (answer);
    if (exceptionDetails) throw new Error(`in the window of Firefox: ${exceptionDetails.text}`);
  }

  return {
    /** @param {{ x: number, y: number, width: number, height: number }} place */
    place: ({ x, y, width, height }) => run(place, x, y, width, height),

    /** What the browser and its pages follow. @param {'light' | 'dark'} theme */
    useTheme: (theme) => run(useTheme, theme === 'dark'),

    /** @param {number} width of the sidebar, in pixels */
    openSidebar: (width) => run(openSidebar, extensionId, width),
    closeSidebar: () => run(closeSidebar),

    /** Chooses the first screen once the browser asks which one is to be shared. */
    pickScreen: () => run(pickScreen),

    /** Puts the event page of the extension to sleep, as Firefox does with one that has nothing to do; also if it has just said that it has. */
    suspendEventPage: () => run(suspendEventPage, extensionId),
  };
}

/** @param {number} left @param {number} top @param {number} width @param {number} height */
function place(left, top, width, height) {
  window.moveTo(left, top);
  window.resizeTo(width, height);
}

/** @param {boolean} isDark */
function useTheme(isDark) {
  const { prefs } = /** @type {BrowserGlobals} */ (/** @type {unknown} */ (globalThis)).Services;
  prefs.setIntPref('ui.systemUsesDarkTheme', isDark ? 1 : 0);
  prefs.setIntPref('layout.css.prefers-color-scheme.content-override', isDark ? 0 : 1);
}

/** @param {string} id @param {number} width */
async function openSidebar(id, width) {
  const { SidebarController: sidebar } = /** @type {BrowserGlobals} */ (/** @type {unknown} */ (globalThis));
  await sidebar.show(`${id.replaceAll(/[^a-z0-9_-]/g, '_')}-sidebar-action`);
  const box = document.querySelector('#sidebar-box');
  box?.setAttribute('style', `width: ${width}px`);
}

function closeSidebar() {
  /** @type {BrowserGlobals} */ (/** @type {unknown} */ (globalThis)).SidebarController.hide();
}

/**
 * @typedef {object} BrowserGlobals
 * @property {{ prefs: { setIntPref(name: string, value: number): void } }} Services
 * @property {{ show(command: string): Promise<void>, hide(): void }} SidebarController
 */

/** @typedef {Element & { mediaSource?: string, doCommand(): void, selectedItem?: Element, disabled?: boolean, click(): void }} Widget */

async function pickScreen() {
  const pause = () => new Promise((resolve) => setTimeout(resolve, 50));
  const menu = '#webRTC-selectWindow-menulist';
  const findScreen = () =>
    [.../** @type {NodeListOf<Widget>} */ (document.querySelectorAll(`${menu} menuitem`))].find(
      ({ mediaSource }) => mediaSource === 'screen',
    );
  while (!findScreen()) await pause();
  const screen = findScreen();
  const list = /** @type {Widget | null} */ (document.querySelector(menu));
  if (!screen || !list) throw new Error('the browser has withdrawn its question');
  list.selectedItem = screen;
  screen.doCommand();
  const allow = /** @type {Widget | null} */ (document.querySelector('#webRTC-shareDevices-notification'));
  const { button } = /** @type {{ button: Widget }} */ (/** @type {unknown} */ (allow));
  while (button.disabled) await pause();
  button.click();
}

/** @param {string} id */
async function suspendEventPage(id) {
  const { WebExtensionPolicy: policies } =
    /** @type {{ WebExtensionPolicy: { getByID(id: string): { extension: SuspendedExtension } } }} */ (
      /** @type {unknown} */ (globalThis)
    );
  const { extension } = policies.getByID(id);
  await extension.terminateBackground({ disableResetIdleForTest: true });
  if (extension.backgroundState === 'running') throw new Error('the event page is still awake');
}

/** @typedef {{ terminateBackground(options: object): Promise<void>, backgroundState: string }} SuspendedExtension */
