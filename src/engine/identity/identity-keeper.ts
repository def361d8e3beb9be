import { cleanName } from '../pairing/rules/letters.ts';
import type { IdentityRecord, Stores } from '../ports/stores-port.ts';
import type { Publication } from './publication.ts';

interface IdentityKeeperDependencies {
  readonly store: Stores['identity'];
  readonly publication: Pick<Publication, 'start' | 'renewHeader'>;
  /** New keys for a person of that name. */
  readonly createIdentity: (name: string) => Promise<IdentityRecord>;
  readonly newToken: () => string;
  changed(): void;
}

export interface IdentityKeeper {
  load(): Promise<void>;
  get(): IdentityRecord | undefined;
  /** For everything that exists only beside an identity. */
  require(): IdentityRecord;
  /** Makes the identity and begins to publish it; once there is one it stays. */
  create(name: string): Promise<void>;
  rename(name: string): Promise<void>;
  /** Old links stop working with the one write that this takes; rejects with `MailboxError`. */
  renewInviteLink(): Promise<void>;
  save(identity: IdentityRecord): Promise<void>;
}

/** Who the person here is: loaded once, written through. */
export function createIdentityKeeper(deps: IdentityKeeperDependencies): IdentityKeeper {
  let current: IdentityRecord | undefined;
  let creating: Promise<void> | undefined;

  const save = async (identity: IdentityRecord): Promise<void> => {
    await deps.store.save(identity);
    current = identity;
    deps.changed();
  };

  const requireIdentity = (): IdentityRecord => {
    if (!current) throw new Error('there is no identity yet');
    return current;
  };

  const makeIdentity = async (name: string): Promise<void> => {
    const identity = await deps.createIdentity(name);
    await save(identity);
    deps.publication.start(identity);
  };

  return {
    async load() {
      current = await deps.store.load();
      if (current) deps.publication.start(current);
    },
    get: () => current,
    require: requireIdentity,
    async create(text) {
      const name = cleanName(text);
      if (current || name === '') return;
      creating ??= makeIdentity(name).finally(() => {
        creating = undefined;
      });
      await creating;
    },
    async rename(text) {
      const name = cleanName(text);
      if (name !== '') await save({ ...requireIdentity(), name });
    },
    async renewInviteLink() {
      const renewed = { ...requireIdentity(), knockToken: deps.newToken() };
      await deps.publication.renewHeader(renewed);
      await save(renewed);
    },
    save,
  };
}
