import type { Settings } from '../../shared/settings/settings.ts';
import { createEnvelope } from '../crypto/envelope.ts';
import { createIdentity } from '../crypto/identity-keys.ts';
import { makePrekey, parsePrekeys, signPrekey } from '../crypto/prekey.ts';
import { randomHex } from '../crypto/random.ts';
import type { EnvelopePort } from '../crypto/signal.ts';
import type { Clock } from '../ports/clock.ts';
import type { MailboxPort } from '../ports/mailbox-port.ts';
import type { Stores } from '../ports/stores-port.ts';
import type { Header } from './header.ts';
import { createHeader } from './header.ts';
import type { IdentityKeeper } from './identity-keeper.ts';
import { createIdentityKeeper } from './identity-keeper.ts';
import type { OwnPrekeys } from './own-prekeys.ts';
import { createOwnPrekeys } from './own-prekeys.ts';
import type { OwnStart } from './own-start.ts';
import { createOwnStart } from './own-start.ts';

interface OwnIdentityDependencies {
  readonly stores: Pick<Stores, 'identity' | 'prekeys'>;
  readonly mailbox: MailboxPort;
  readonly clock: Clock;
  readonly settings: () => Settings;
  changed(): void;
}

/** Who we are, what the mailbox says of us, and the keys that seal and open in our name. */
export interface OwnIdentity {
  readonly identity: IdentityKeeper;
  readonly header: Header;
  readonly prekeys: OwnPrekeys;
  readonly start: OwnStart;
  readonly envelope: () => EnvelopePort;
}

export function createOwnIdentity({ stores, mailbox, clock, settings, changed }: OwnIdentityDependencies): OwnIdentity {
  const prekeys = createOwnPrekeys({ store: stores.prekeys, mailbox, clock, make: makePrekey, sign: signPrekey });
  const header = createHeader({
    mailbox,
    prekeys,
    acceptsById: () => settings().acceptRequestsById,
    parse: parsePrekeys,
  });
  const identity = createIdentityKeeper({
    store: stores.identity,
    header,
    createIdentity: (name) =>
      createIdentity({
        root: crypto.getRandomValues(new Uint8Array(16)),
        name,
        knockToken: randomHex(16),
        beacon: randomHex(16),
      }),
    newToken: () => randomHex(16),
    changed,
  });

  let sealing: { readonly id: string; readonly envelope: EnvelopePort } | undefined;
  return {
    identity,
    header,
    prekeys,
    start: createOwnStart({ identity, nowMs: () => mailbox.serverNowMs() ?? clock.nowMs() }),
    /** Keys never change under one identity, so the envelope is made once for it. */
    envelope() {
      const own = identity.require();
      if (sealing?.id !== own.id)
        sealing = { id: own.id, envelope: createEnvelope({ identity: own, prekeys: prekeys.all }) };
      return sealing.envelope;
    },
  };
}
