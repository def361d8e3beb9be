import type { Transport } from '../shared/messaging/channel.ts';

type Receive = Parameters<Transport['listen']>[0];

/** Background and engine live in one page, which does not hear its own runtime messages: they are asked here first. */
export function createOwnPageTransport(others: Transport): Transport {
  const receivers = new Set<Receive>();

  return {
    async send(envelope) {
      for (const receive of receivers) {
        const answer = receive(envelope);
        if (answer !== undefined) return answer;
      }
      return others.send(envelope);
    },
    listen(receive) {
      receivers.add(receive);
      const stop = others.listen(receive);
      return () => {
        receivers.delete(receive);
        stop();
      };
    },
  };
}
