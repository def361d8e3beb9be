import type { ContactId } from '../../shared/identity/contact-id.ts';
import { createInTurn } from '../../shared/in-turn.ts';
import type { PairingChore } from '../pairing/rules/step.ts';
import type { Clock } from '../ports/clock.ts';
import type { MailboxPort } from '../ports/mailbox-port.ts';
import type { RemovedRecord, ReplayGuardRecord, Stores } from '../ports/stores-port.ts';
import { knockLifeMs } from './rules/lifetimes.ts';

interface ReplayGuardDependencies {
  readonly store: Stores['replayGuard'];
  readonly mailbox: Pick<MailboxPort, 'serverNowMs'>;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** What must be known of signals and people that are gone, so that nothing old passes for new. */
export interface ReplayGuard {
  hasSeen(messageId: string): Promise<boolean>;
  rememberKnock(messageId: string): Promise<void>;
  /** The numbers of somebody who was removed; kept for ever, since a signal to the agreement key opens for ever. */
  numbersOf(id: ContactId): Promise<RemovedRecord | undefined>;
  rememberRemoved(removed: RemovedRecord): Promise<void>;
  /** What the service still has to take away, oldest first. */
  chores(): Promise<readonly PairingChore[]>;
  /** A newer one about the same document takes the place of an older one. */
  noteChores(chores: readonly PairingChore[]): Promise<void>;
  dropChore(done: PairingChore): Promise<void>;
}

const nothing: ReplayGuardRecord = { knocks: [], removed: [] };

export function createReplayGuard({ store, mailbox, clock }: ReplayGuardDependencies): ReplayGuard {
  let loading: Promise<ReplayGuardRecord> | undefined;
  const inTurn = createInTurn();

  const read = (): Promise<ReplayGuardRecord> => {
    loading ??= store.load().then((past) => past ?? nothing);
    return loading;
  };

  /** One change after the other, so that none is lost. */
  const change = (next: (past: ReplayGuardRecord) => ReplayGuardRecord): Promise<void> =>
    inTurn(async () => {
      const past = next(await read());
      await store.save(past);
      loading = Promise.resolve(past);
    });

  return {
    hasSeen: async (messageId) => (await read()).knocks.some((knock) => knock.messageId === messageId),
    rememberKnock: (messageId) =>
      change((past) => {
        const atMs = Math.floor(mailbox.serverNowMs() ?? clock.nowMs());
        const recent = past.knocks.filter((knock) => atMs - knock.atMs < knockLifeMs);
        return { ...past, knocks: [...recent, { messageId, atMs }] };
      }),
    numbersOf: async (id) => (await read()).removed.find((one) => one.id === id),
    rememberRemoved: ({ id, sentSequence, seenSequence }) =>
      change((past) => ({
        ...past,
        removed: [...past.removed.filter((one) => one.id !== id), { id, sentSequence, seenSequence }],
      })),
    chores: async () => (await read()).chores ?? [],
    noteChores: async (chores) => {
      if (chores.length === 0) return;
      const documents = new Set(chores.map(documentOf));
      await change((past) => ({
        ...past,
        chores: [...(past.chores ?? []).filter((one) => !documents.has(documentOf(one))), ...chores],
      }));
    },
    dropChore: (done) =>
      change((past) => ({
        ...past,
        chores: (past.chores ?? []).filter((one) => one.kind !== done.kind || documentOf(one) !== documentOf(done)),
      })),
  };
}

function documentOf(chore: PairingChore): string {
  return chore.kind === 'delete-grant' ? `grant/${chore.grant}` : `knock/${chore.account}`;
}
