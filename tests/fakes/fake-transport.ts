import type { Transport } from '#src/shared/messaging/channel.ts';

type Receive = (message: unknown) => Promise<unknown> | undefined;

/** One channel between contexts, as the browser is one: everybody hears everything, and data arrives as copies. */
export function createFakeTransport(): Transport & { readonly listenerCount: () => number } {
  const listeners = new Set<Receive>();
  return {
    async send(envelope) {
      const answers = [...listeners].map((receive) => receive(structuredClone(envelope)));
      const answer = answers.find((candidate) => candidate !== undefined);
      return asJson(await answer);
    },
    listen(receive) {
      listeners.add(receive);
      return () => listeners.delete(receive);
    },
    listenerCount: () => listeners.size,
  };
}

/** Extension messages are JSON: a member that is undefined does not arrive. */
function asJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
