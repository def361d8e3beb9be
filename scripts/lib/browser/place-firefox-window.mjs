/** @typedef {{ connection: { send(method: string, params: object): Promise<{ result: unknown }> } }} Driven what the driver's types leave out */

/**
 * Moves the browser window around a person's pages, which only the browser itself may do.
 * @param {import('puppeteer-core').Browser} browser
 * @param {{ x: number, y: number, width: number, height: number }} place
 */
export async function placeFirefoxWindow(browser, { x, y, width, height }) {
  const { connection } = /** @type {Driven} */ (/** @type {unknown} */ (browser));
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const { contexts } = /** @type {{ contexts: { context: string }[] }} */ (result);
  await connection.send('script.evaluate', {
    expression: `moveTo(${x}, ${y}); resizeTo(${width}, ${height})`,
    target: { context: contexts[0]?.context },
    awaitPromise: false,
  });
}
