import browser from 'webextension-polyfill';
import type { Transport } from './channel.ts';

/** Messages between the contexts of this extension, by the browser's own channel. */
export const runtimeTransport: Transport = {
  async send(envelope) {
    try {
      return await browser.runtime.sendMessage(envelope);
    } catch (error) {
      if (isNobodyThere(error)) {
        return undefined;
      }
      throw error;
    }
  },

  listen(receive) {
    const onMessage = (message: unknown, sender: { id?: string }): Promise<unknown> | undefined =>
      sender.id === browser.runtime.id ? receive(message) : undefined;
    browser.runtime.onMessage.addListener(onMessage);
    return () => browser.runtime.onMessage.removeListener(onMessage);
  },
};

/** Browsers say only in words that no context listens, or that the listening one went away before it answered. */
function isNobodyThere(error: unknown): boolean {
  return (
    error instanceof Error &&
    /receiving end does not exist|port closed before a response|message channel closed/i.test(error.message)
  );
}
