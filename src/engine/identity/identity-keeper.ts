import { cleanName } from '../../shared/identity/display-name.ts';
import type { IdentityRecord, Stores } from '../ports/stores-port.ts';
import type { Header } from './header.ts';

interface IdentityKeeperDependencies {
  readonly store: Stores['identity'];
  readonly header: Pick<Header, 'write'>;
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
  /** Makes the identity; once there is one it stays. True when it is new, and nobody knows of it yet. */
  create(name: string): Promise<boolean>;
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

  return {
    async load() {
      current = await deps.store.load();
    },
    get: () => current,
    require: requireIdentity,
    async create(text) {
      const name = cleanName(text);
      if (current || name === '') return false;
      const isFirst = creating === undefined;
      creating ??= deps
        .createIdentity(name)
        .then(save)
        .finally(() => {
          creating = undefined;
        });
      await creating;
      return isFirst;
    },
    async rename(text) {
      const name = cleanName(text);
      if (name !== '') await save({ ...requireIdentity(), name });
    },
    async renewInviteLink() {
      const renewed = { ...requireIdentity(), knockToken: deps.newToken() };
      await deps.header.write(renewed);
      await save(renewed);
    },
    save,
  };
}
