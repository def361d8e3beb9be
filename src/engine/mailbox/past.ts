import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { PairingChore } from '../pairing/rules/step.ts';
import type { Clock } from '../ports/clock.ts';
import type { MailboxPort } from '../ports/mailbox-port.ts';
import type { PastRecord, RemovedRecord, Stores } from '../ports/stores-port.ts';

/** As long as a knock lies in a mailbox. */
const knockMemoryMs = 21 * 24 * 60 * 60 * 1_000;

interface PastDependencies {
  readonly store: Stores['past'];
  readonly mailbox: Pick<MailboxPort, 'serverNowMs'>;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** What must be known of letters and people that are gone, so that nothing old passes for new. */
export interface Past {
  hasSeen(messageId: string): Promise<boolean>;
  rememberKnock(messageId: string): Promise<void>;
  /** The numbers of somebody who was removed; kept for ever, since a letter to the agreement key opens for ever. */
  numbersOf(id: ContactId): Promise<RemovedRecord | undefined>;
  rememberRemoved(removed: RemovedRecord): Promise<void>;
  /** What the service still has to take away, oldest first. */
  chores(): Promise<readonly PairingChore[]>;
  /** A newer one about the same document takes the place of an older one. */
  noteChores(chores: readonly PairingChore[]): Promise<void>;
  dropChore(done: PairingChore): Promise<void>;
}

const nothing: PastRecord = { knocks: [], removed: [] };

export function createPast({ store, mailbox, clock }: PastDependencies): Past {
  let loading: Promise<PastRecord> | undefined;
  let working: Promise<void> = Promise.resolve();

  const read = (): Promise<PastRecord> => {
    loading ??= store.load().then((past) => past ?? nothing);
    return loading;
  };

  /** One change after the other, so that none is lost. */
  const change = (next: (past: PastRecord) => PastRecord): Promise<void> => {
    const turn = working.then(async () => {
      const past = next(await read());
      await store.save(past);
      loading = Promise.resolve(past);
    });
    working = turn.catch(() => undefined);
    return turn;
  };

  return {
    hasSeen: async (messageId) => (await read()).knocks.some((knock) => knock.messageId === messageId),
    rememberKnock: (messageId) =>
      change((past) => {
        const atMs = Math.floor(mailbox.serverNowMs() ?? clock.nowMs());
        const recent = past.knocks.filter((knock) => atMs - knock.atMs < knockMemoryMs);
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
