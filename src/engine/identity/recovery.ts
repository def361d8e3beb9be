import { cleanName } from '../../shared/identity/display-name.ts';
import type { RestoreOutcome } from '../../shared/messaging/contract.ts';
import { createIdentity, unwrapRoot } from '../crypto/identity-keys.ts';
import { randomHex } from '../crypto/random.ts';
import type { Log } from '../ports/log.ts';
import type { MailboxPort } from '../ports/mailbox-port.ts';
import type { Stores } from '../ports/stores-port.ts';
import type { SettingsKeeper } from '../settings/settings-keeper.ts';
import type { IdentityKeeper } from './identity-keeper.ts';

interface RecoveryDependencies {
  readonly host: {
    readonly stores: Pick<Stores, 'startOver'>;
    readonly mailbox: Pick<MailboxPort, 'leave'>;
    /** Begins anew with what is stored. */
    restart(): void;
  };
  readonly identity: Pick<IdentityKeeper, 'get'>;
  readonly settings: Pick<SettingsKeeper, 'get'>;
  /** Receives nobody any more; `shut` tells the service as well, and `erase` leaves nothing there. */
  readonly reception: { shut(): Promise<void>; close(): Promise<void>; erase(): Promise<void> };
  readonly log: Log;
  endTalk(): void;
}

/** The way of an identity out of this browser, into it, and away from it. */
export interface Recovery {
  /** The twelve words that are the identity; nobody keeps them. */
  revealWords(): Promise<readonly string[]>;
  restore(wanted: {
    readonly words: string;
    readonly name: string;
    /** The person knows that another identity goes for it. */
    readonly replace: boolean;
  }): Promise<RestoreOutcome>;
  deleteEverything(): Promise<void>;
  /** Deletes everything but name and settings, and begins anew with other keys. */
  takeNewId(): Promise<void>;
}

export function createRecovery(deps: RecoveryDependencies): Recovery {
  const { host, identity, reception, log } = deps;

  const startOver = async (left: Parameters<Stores['startOver']>[0]): Promise<void> => {
    await host.stores.startOver(left);
    host.restart();
  };

  /** What the service does not hear now it does not need to hear: nothing here depends on it. */
  const attempt = (event: string, work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => log('warn', event, { reason: String(error) }));

  /** Leaves nothing at the service by which we could be found. */
  const abandon = async (): Promise<void> => {
    deps.endTalk();
    await attempt('mailbox-not-shut', reception.shut());
    await attempt('not-closed', reception.close());
    await attempt('not-erased', reception.erase());
    await attempt('account-kept', host.mailbox.leave());
  };

  // Large, and wanted once in a lifetime.
  const loadCodec = () => import('../crypto/recovery-words.ts');

  return {
    async revealWords() {
      const own = identity.get();
      return own ? (await loadCodec()).wordsOfRoot(await unwrapRoot(own)) : [];
    },
    async restore({ words, name, replace }) {
      const read = (await loadCodec()).readWords(words);
      if (read.kind === 'unknown-word') return { kind: 'refused', reason: 'unknown-word', place: read.place };
      if (read.kind !== 'root') return { kind: 'refused', reason: read.kind };
      const present = identity.get();
      const restored = await createIdentity({
        root: read.root,
        name: cleanName(name) || present?.name || '',
        knockToken: randomHex(16),
        beacon: randomHex(16),
      });
      if (restored.name === '') return { kind: 'refused', reason: 'no-name' };
      if (restored.id === present?.id) return { kind: 'refused', reason: 'same-id' };
      if (present && !replace) return { kind: 'replaces', id: restored.id };
      deps.endTalk();
      await attempt('not-closed', reception.close());
      await startOver({ identity: restored, settings: deps.settings.get() });
      return { kind: 'restored', id: restored.id };
    },
    async deleteEverything() {
      await abandon();
      await startOver({});
    },
    async takeNewId() {
      const name = identity.get()?.name ?? '';
      const root = crypto.getRandomValues(new Uint8Array(16));
      const next = await createIdentity({ root, name, knockToken: randomHex(16), beacon: randomHex(16) });
      await abandon();
      await startOver({ identity: next, settings: deps.settings.get() });
    },
  };
}
