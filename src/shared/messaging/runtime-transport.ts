import { extensionApi } from '../extension-api.ts';
import type { Transport } from './channel.ts';

/** Messages between the contexts of this extension, by the browser's own channel. */
export const runtimeTransport: Transport = {
  async send(envelope) {
    try {
      return await extensionApi.runtime.sendMessage(envelope);
    } catch (error) {
      if (isNobodyThere(error)) {
        return undefined;
      }
      throw error;
    }
  },

  listen(receive) {
    const onMessage: OnMessage = (message, sender, sendResponse) => {
      const answer = sender.id === extensionApi.runtime.id ? receive(message) : undefined;
      // Older Chromium versions know no promise here; `true` keeps the way back open everywhere.
      answer?.then(sendResponse);
      return answer === undefined ? undefined : true;
    };
    // Its declared type knows either `true` or nothing as the result of one listener, not both.
    const listener = onMessage as Parameters<typeof extensionApi.runtime.onMessage.addListener>[0];
    extensionApi.runtime.onMessage.addListener(listener);
    return () => extensionApi.runtime.onMessage.removeListener(listener);
  },
};

type OnMessage = (
  message: unknown,
  sender: { readonly id?: string },
  sendResponse: (answer: unknown) => void,
) => true | undefined;

/** Browsers say only in words that no context listens, or that the listening one went away before it answered. */
function isNobodyThere(error: unknown): boolean {
  return (
    error instanceof Error &&
    /receiving end does not exist|port closed before a response|message channel closed/i.test(error.message)
  );
}
