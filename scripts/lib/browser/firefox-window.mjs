/** @typedef {{ connection: { send(method: string, params: object): Promise<{ result: any }> } }} Driven what the driver's types leave out */

/**
 * The browser window around a person's pages, with what only the browser itself may do.
 * @param {import('puppeteer-core').Browser} browser @param {string} extensionId
 */
export async function openFirefoxWindow(browser, extensionId) {
  const { connection } = /** @type {Driven} */ (/** @type {unknown} */ (browser));
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const target = { context: result.contexts[0].context };

  /** Runs a self-contained function there. @template {readonly unknown[]} A @param {(...args: A) => unknown} act @param {A} args plain data */
  async function run(act, ...args) {
    const expression = `(${act})(...${JSON.stringify(args)})`;
    const { result: done } = await connection.send('script.evaluate', { expression, target, awaitPromise: true });
    if (done.type === 'exception') throw new Error(`in the window of Firefox: ${done.exceptionDetails.text}`);
    return done.result.value;
  }

  return {
    /** @param {{ x: number, y: number, width: number, height: number }} place */
    place: ({ x, y, width, height }) =>
      run(
        (left, top, wide, high) => {
          window.moveTo(left, top);
          window.resizeTo(wide, high);
        },
        x,
        y,
        width,
        height,
      ),

    /** Chooses the first screen once the browser asks. */
    pickScreen: () => run(pickScreen),

    /** Also if the page has just said that it is busy. */
    suspendEventPage: () =>
      run(async (id) => {
        const { extension } = /** @type {any} */ (globalThis).WebExtensionPolicy.getByID(id);
        await extension.terminateBackground({ disableResetIdleForTest: true });
        if (extension.backgroundState === 'running') throw new Error('the event page is still awake');
      }, extensionId),
  };
}

/** Runs in the browser's window and knows nothing from here. */
async function pickScreen() {
  const pause = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const screens = () =>
    [...document.querySelectorAll('#webRTC-selectWindow-menulist menuitem')].filter(
      (item) => Reflect.get(item, 'mediaSource') === 'screen',
    );
  while (screens().length === 0) await pause(50);
  const [screen] = screens();
  const list = /** @type {any} */ (document.getElementById('webRTC-selectWindow-menulist'));
  list.selectedItem = screen;
  /** @type {any} */ (screen).doCommand();
  const { button } = /** @type {any} */ (globalThis).PopupNotifications.panel.firstElementChild;
  while (button.disabled) await pause(50);
  button.click();
}
