import type { Settings } from '../../shared/settings/settings.ts';
import { makeCard } from '../crypto/card.ts';
import { createEnvelope } from '../crypto/envelope.ts';
import { createIdentity, unwrapPreImage } from '../crypto/identity-keys.ts';
import type { EnvelopePort } from '../crypto/letter.ts';
import { makePrekey, parsePrekeys, signPrekey } from '../crypto/prekey.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { MailboxPort } from '../ports/mailbox-port.ts';
import type { IdentityRecord, Stores } from '../ports/stores-port.ts';
import { randomHex } from '../random.ts';
import type { IdentityKeeper } from './identity-keeper.ts';
import { createIdentityKeeper } from './identity-keeper.ts';
import type { OwnPrekeys } from './own-prekeys.ts';
import { createOwnPrekeys } from './own-prekeys.ts';
import type { Publication } from './publication.ts';
import { createPublication } from './publication.ts';

interface OwnIdentityDependencies {
  readonly stores: Pick<Stores, 'identity' | 'prekeys'>;
  readonly mailbox: MailboxPort;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: () => Settings;
  onReachable(): void;
  changed(): void;
}

/** Who we are, made known to others, and the key ring that seals and opens in our name. */
export interface OwnIdentity {
  readonly identity: IdentityKeeper;
  readonly publication: Publication;
  readonly prekeys: OwnPrekeys;
  readonly envelope: () => EnvelopePort;
}

export function createOwnIdentity(deps: OwnIdentityDependencies): OwnIdentity {
  const prekeys = createOwnPrekeys({ ...deps, store: deps.stores.prekeys, make: makePrekey, sign: signPrekey });
  const publication = createPublication({
    ...deps,
    prekeys,
    preImage: unwrapPreImage,
    parse: parsePrekeys,
    makeCard,
    acceptsById: () => deps.settings().acceptRequestsById,
    async onReachable(published: IdentityRecord) {
      if (published !== identity.get()) await identity.save(published);
      deps.onReachable();
    },
  });

  const identity = createIdentityKeeper({
    store: deps.stores.identity,
    publication,
    createIdentity: (name) =>
      createIdentity({
        root: crypto.getRandomValues(new Uint8Array(16)),
        name,
        knockToken: randomHex(16),
        beacon: randomHex(16),
      }),
    newToken: () => randomHex(16),
    changed: deps.changed,
  });

  let sealing: { readonly id: string; readonly envelope: EnvelopePort } | undefined;
  return {
    identity,
    publication,
    prekeys,
    /** Keys never change under one identity, so the envelope is made once for it. */
    envelope() {
      const own = identity.require();
      if (sealing?.id !== own.id)
        sealing = { id: own.id, envelope: createEnvelope({ identity: own, prekeys: prekeys.all }) };
      return sealing.envelope;
    },
  };
}
