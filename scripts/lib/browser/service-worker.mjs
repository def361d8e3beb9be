import { until } from './find.mjs';

/**
 * The extension's service worker over the debugging protocol. Sessions are closed after each use: an attached one keeps the
 * worker's target in the list after its death, and Puppeteer's own worker object stays attached.
 * @param {{ browser: import('puppeteer-core').Browser, tab: import('puppeteer-core').Page, extensionId: string }} where
 */
export function serviceWorker({ browser, tab, extensionId }) {
  const scope = `chrome-extension://${extensionId}/`;
  const target = () => browser.targets().find((t) => t.type() === 'service_worker' && t.url().startsWith(scope));
  const withSession = async (/** @type {(session: import('puppeteer-core').CDPSession) => Promise<void>} */ act) => {
    const session = await tab.createCDPSession();
    await session.send('ServiceWorker.enable');
    await act(session);
    await session.detach();
  };

  return {
    /**
     * Runs a self-contained function in the worker, which is woken when it sleeps.
     * @template T
     * @template {readonly unknown[]} A
     * @param {(...args: A) => T} run
     * @param {A} args plain data
     * @returns {Promise<Awaited<T>>}
     */
    async inWorker(run, ...args) {
      if (!target())
        await withSession(async (s) => void (await s.send('ServiceWorker.startWorker', { scopeURL: scope })));
      const session = await (await until('the service worker to start', target)).createCDPSession();
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression: `(${run})(...${JSON.stringify(args)})`,
        awaitPromise: true,
        returnByValue: true,
      });
      await session.detach();
      if (exceptionDetails) throw new Error(`in the service worker: ${exceptionDetails.exception?.description}`);
      return result.value;
    },

    /** Kills the worker and waits until it is dead. */
    async killWorker() {
      const killed = target();
      if (!killed) return;
      await withSession(async (session) => {
        let isStopped = false;
        session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
          isStopped ||= versions.some(
            ({ scriptURL, runningStatus }) => scriptURL.startsWith(scope) && runningStatus === 'stopped',
          );
        });
        await session.send('ServiceWorker.stopAllWorkers');
        await until('the service worker to die', () => isStopped || !browser.targets().includes(killed));
      });
    },
  };
}
