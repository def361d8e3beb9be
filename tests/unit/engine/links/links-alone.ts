import type { OpenedSignal } from '#src/engine/crypto/signal.ts';
import type { LinksDependencies } from '#src/engine/links/links.ts';
import { createLinks } from '#src/engine/links/links.ts';
import type { ContactRecord } from '#src/engine/ports/stores-port.ts';
import { createFakePeerNetwork } from '../../../fakes/fake-peer-network.ts';
import { contactNamed, eventRecorder } from '../../../fakes/link-pair.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

type Draft = Parameters<LinksDependencies['signals']['send']>[1];

/** The links of one side, with a contact and without anybody at the other end. */
export function createLinksAlone(
  send: (draft: Draft) => Promise<void> = async () => undefined,
  createPeerLink?: LinksDependencies['createPeerLink'],
) {
  const clock = createVirtualClock();
  const network = createFakePeerNetwork(clock);
  const news: string[] = [];
  const written: Draft[] = [];
  const contacts = new Map<string, ContactRecord>([['ben', contactNamed('ben')]]);
  let session = 100;
  const links = createLinks({
    self: () => 'ann',
    contacts: { get: (id) => contacts.get(id), all: () => [], accepted: () => [] },
    signals: {
      async send(_to, draft) {
        written.push(draft);
        await send(draft);
      },
    },
    createPeerLink: createPeerLink ?? network.createPeerLink,
    clock,
    newSession: () => (session += 1),
    random: () => 0,
    route: () => ({ iceServers: [], relayOnly: false }),
    renewMailbox: () => undefined,
    changed: () => undefined,
    log: () => undefined,
  });
  links.register({
    ...eventRecorder(news),
    handlePresence: (id) => news.push(`presence ${links.presence(id)}`),
  });
  return { links, clock, network, news, written, contacts };
}

export function signalOf(kind: OpenedSignal['kind'], payload: unknown, sequence = 1): OpenedSignal {
  return { kind, session: 7, sequence, payload, messageId: '', sender: contactNamed('ben').keys };
}
