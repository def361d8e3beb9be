import { cleanName } from '../../shared/identity/display-name.ts';
import { createInTurn } from '../../shared/in-turn.ts';
import type { IdentityRecord, Stores } from '../ports/stores-port.ts';
import { StoreError } from '../ports/stores-port.ts';
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
  /** There was one here, and it cannot be read any more. */
  isDamaged(): boolean;
  /** For everything that exists only beside an identity. */
  require(): IdentityRecord;
  /** Makes the identity; once there is one it stays. True when it is new, and nobody knows of it yet. */
  create(name: string): Promise<boolean>;
  rename(name: string): Promise<void>;
  /** Old links stop working with the one write that this takes; rejects with `MailboxError`. */
  renewInviteLink(): Promise<void>;
  /** Changes these and nothing else, whatever else is being changed. */
  change(
    update: Partial<
      Pick<IdentityRecord, 'name' | 'knockToken' | 'beacon' | 'publishedBy' | 'claimedBeacon' | 'startMark'>
    >,
  ): Promise<void>;
}

/** Who the person here is: loaded once, written through. */
export function createIdentityKeeper(deps: IdentityKeeperDependencies): IdentityKeeper {
  let current: IdentityRecord | undefined;
  let isDamaged = false;
  let creating: Promise<void> | undefined;
  /** One change after the other, so that none is lost. */
  const inTurn = createInTurn();

  const save = async (identity: IdentityRecord): Promise<void> => {
    await deps.store.save(identity);
    current = identity;
    deps.changed();
  };

  const requireIdentity = (): IdentityRecord => {
    if (!current) throw new Error('there is no identity yet');
    return current;
  };

  const change: IdentityKeeper['change'] = (update) => inTurn(() => save({ ...requireIdentity(), ...update }));

  return {
    async load() {
      try {
        current = await deps.store.load();
      } catch (error) {
        if (!(error instanceof StoreError && error.code === 'damaged')) throw error;
        isDamaged = true;
      }
    },
    get: () => current,
    isDamaged: () => isDamaged,
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
      if (name !== '') await change({ name });
    },
    async renewInviteLink() {
      const knockToken = deps.newToken();
      await deps.header.write({ ...requireIdentity(), knockToken });
      await change({ knockToken });
    },
    change,
  };
}
