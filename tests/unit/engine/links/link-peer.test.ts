import { expect, test } from 'vitest';
import { createLinkPeer } from '#src/engine/links/link-peer.ts';
import type { LinkFact } from '#src/engine/links/rules/state.ts';
import { describedAs } from '../../../fakes/link-descriptions.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

test.each([undefined, describedAs('offer')])(
  'an attempt fails without a connection while addresses are to be hidden and there is no relay (their offer: %j)',
  async (offer) => {
    const facts: LinkFact[] = [];
    const peer = createLinkPeer({
      contactId: 'ben',
      dependencies: {
        createPeerLink: () => {
          throw new Error('a connection would show the address');
        },
        route: () => undefined,
        clock: createVirtualClock(),
        self: () => 'ann',
        log: (_level, _event, detail) => expect(detail).toEqual({ reason: 'NoRelay' }),
      },
      tell: (fact) => facts.push(fact),
      handlersOf: () => {
        throw new Error('nobody listens to a connection that is not there');
      },
    });
    await peer.open(7, offer);
    expect(facts).toEqual([{ kind: 'peer-failed', attempt: 7 }]);
    expect(peer.current()).toBeUndefined();
  },
);
