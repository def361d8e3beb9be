import { createInTurn } from '../../shared/in-turn.ts';
import type { PairingChore } from '../pairing/rules/step.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { MailboxPort } from '../ports/mailbox-port.ts';
import { MailboxError } from '../ports/mailbox-port.ts';
import type { IdentityRecord } from '../ports/stores-port.ts';
import type { ReplayGuard } from './replay-guard.ts';

/** Soon enough for somebody who waits for a block to hold, and rare enough for a service that has trouble. */
const retryMs = 60_000;

interface CleanUpDependencies {
  readonly guard: Pick<ReplayGuard, 'chores' | 'noteChores' | 'dropChore'>;
  readonly mailbox: Pick<MailboxPort, 'deleteGrant' | 'deleteKnock' | 'refuseKnocks'>;
  readonly identity: () => Pick<IdentityRecord, 'box'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
}

/** What the service still has to take away for us; kept in storage until it has. */
export interface CleanUp {
  /** Stored before whatever makes it necessary, so that nothing in between can lose it. */
  note(chores: readonly PairingChore[]): Promise<void>;
  /** Tries everything that is noted, one after the other; never rejects for the service's sake. */
  perform(): Promise<void>;
  stop(): void;
}

export function createCleanUp({ guard, mailbox, identity, clock, log }: CleanUpDependencies): CleanUp {
  const inTurn = createInTurn();
  let cancelRetry: () => void = () => undefined;

  const carryOut = (chore: PairingChore): Promise<void> => {
    const { box } = identity();
    switch (chore.kind) {
      case 'delete-grant':
        return mailbox.deleteGrant(box, chore.grant);
      case 'delete-knock':
        return mailbox.deleteKnock(box, chore.account);
      case 'refuse-knocks':
        return mailbox.refuseKnocks(box, chore.account);
    }
  };

  const performOne = async (chore: PairingChore): Promise<void> => {
    try {
      await carryOut(chore);
      await guard.dropChore(chore);
    } catch (error) {
      if (!(error instanceof MailboxError)) throw error;
      log('warn', 'chore-failed', { kind: chore.kind, code: error.code });
      // A refusal lasts until this account owns the mailbox again, which a start sees to.
      if (error.code !== 'denied') retryLater();
    }
  };

  const retryLater = (): void => {
    cancelRetry();
    cancelRetry = clock.after(retryMs, () => void perform());
  };

  const performAll = async (): Promise<void> => {
    cancelRetry();
    for (const chore of await guard.chores()) await performOne(chore);
  };

  const perform = (): Promise<void> =>
    inTurn(performAll).catch((error: unknown) => log('error', 'clean-up-failed', { reason: String(error) }));

  return {
    note: guard.noteChores,
    perform,
    stop: () => cancelRetry(),
  };
}
