import { createInTurn } from '../../shared/in-turn.ts';
import type { Prekey } from '../crypto/prekey.ts';
import type { Clock } from '../ports/clock.ts';
import type { MailboxPort } from '../ports/mailbox-port.ts';
import type { IdentityRecord, PrekeyRecord, Stores } from '../ports/stores-port.ts';
import { clockToleranceMs, prekeyLifeMs, prekeyRenewalMs } from './rules/prekey-timing.ts';

/** Four live at once, for renewal comes at a quarter of their life; the fifth place is for a clock that jumped. */
const maxPrekeys = 5;

interface OwnPrekeysDependencies {
  readonly store: Stores['prekeys'];
  readonly mailbox: Pick<MailboxPort, 'serverNowMs'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly make: (identity: IdentityRecord, madeAtMs: number) => Promise<PrekeyRecord>;
  readonly sign: (identity: IdentityRecord, prekey: Prekey) => Promise<Uint8Array>;
}

/** The keys that others seal signals to for a while, and whose death takes those signals with it. */
export interface OwnPrekeys {
  /** Newest first; all that can still open signals. */
  all(): Promise<readonly PrekeyRecord[]>;
  /** Deletes what is too old, and makes a new one when it is time. True when the newest is not in the header yet. */
  keep(identity: IdentityRecord): Promise<boolean>;
  /** What others are to know, for header and links. */
  signed(identity: IdentityRecord): Promise<Uint8Array>;
  /** Signs the newest anew, as made after `beforeMs`; how long it lives stays as it was. */
  outdo(identity: IdentityRecord, beforeMs: number): Promise<void>;
  /** The header holds the newest now. */
  handlePublished(): Promise<void>;
}

export function createOwnPrekeys({ store, mailbox, clock, make, sign }: OwnPrekeysDependencies): OwnPrekeys {
  let loading: Promise<readonly PrekeyRecord[]> | undefined;
  /** One change after the other, so that none is lost. */
  const inTurn = createInTurn();

  const all = (): Promise<readonly PrekeyRecord[]> => {
    loading ??= store.load();
    return loading;
  };

  const save = async (prekeys: readonly PrekeyRecord[]): Promise<void> => {
    await store.save(prekeys);
    loading = Promise.resolve(prekeys);
  };

  const refresh = async (identity: IdentityRecord): Promise<readonly PrekeyRecord[]> => {
    const before = await all();
    const serverNowMs = mailbox.serverNowMs();
    const bornAtMs = Math.floor(clock.nowMs());
    const nowMs = serverNowMs === null ? bornAtMs : Math.floor(serverNowMs);
    // Until the service's clock is known a wrong one here must not delete what is still in use.
    const lifeMs = prekeyLifeMs + (serverNowMs === null ? clockToleranceMs : 0);
    const ageOf = (one: PrekeyRecord): number => Math.max(nowMs - one.madeAtMs, ageHere(one, bornAtMs));
    const alive = before
      .filter((one) => one.owner === identity.id && ageOf(one) < lifeMs)
      // Made while the clock here was ahead: it lives from now on and no longer.
      .map((one) => (serverNowMs !== null && one.madeAtMs > nowMs ? { ...one, madeAtMs: nowMs } : one))
      .map((one) => (one.bornAtMs === undefined ? { ...one, bornAtMs } : one));
    const [newest] = alive;
    const isDue = !newest || ageOf(newest) >= prekeyRenewalMs;
    // Newer than the one before, also where the service's clock stands still: others take the newest.
    const madeAtMs = Math.max(nowMs, ...alive.map((one) => one.madeAtMs + 1));
    const after = isDue ? [{ ...(await make(identity, madeAtMs)), bornAtMs }, ...alive].slice(0, maxPrekeys) : alive;
    if (after.length !== before.length || after.some((one, index) => one !== before[index])) await save(after);
    return after;
  };

  const newestOf = async (identity: IdentityRecord): Promise<PrekeyRecord> => {
    const [newest] = await refresh(identity);
    if (!newest) throw new Error('a prekey was made and is not there');
    return newest;
  };

  return {
    all,
    keep: (identity) => inTurn(async () => !(await newestOf(identity)).published),
    signed: (identity) => inTurn(async () => (await newestOf(identity)).signed),
    outdo: (identity, beforeMs) =>
      inTurn(async () => {
        const { publicKey } = await newestOf(identity);
        const nowMs = Math.floor(mailbox.serverNowMs() ?? clock.nowMs());
        const signed = await sign(identity, { publicKey, madeAtMs: Math.max(nowMs, beforeMs + 1) });
        const [newest, ...older] = await all();
        if (newest) await save([{ ...newest, signed, published: false }, ...older]);
      }),
    handlePublished: () =>
      inTurn(async () => {
        const [newest, ...older] = await all();
        if (newest && !newest.published) await save([{ ...newest, published: true }, ...older]);
      }),
  };
}

/** A service that stops its clock must not keep a key alive; a clock here may be set right by as much as is tolerated. */
function ageHere({ bornAtMs }: PrekeyRecord, nowMs: number): number {
  return bornAtMs === undefined ? 0 : nowMs - bornAtMs - clockToleranceMs;
}
