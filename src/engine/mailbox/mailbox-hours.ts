import type { Log } from '../ports/log.ts';
import type { InboxListener, MailboxPort } from '../ports/mailbox-port.ts';
import type { CleanUp } from './clean-up.ts';
import type { Presence } from './presence.ts';

interface MailboxHoursDependencies {
  readonly mailbox: Pick<MailboxPort, 'watchInbox'>;
  readonly box: () => string;
  readonly listener: InboxListener;
  readonly presence: Pick<Presence, 'start' | 'stop'>;
  /** Renews them, and tells others. */
  readonly prekeys: { start(): Promise<void>; stop(): void };
  readonly cleanUp: Pick<CleanUp, 'stop'>;
  readonly reintroduce: () => Promise<void>;
  readonly log: Log;
}

/** Everything that goes on in the own mailbox while this browser is the active one. */
export interface MailboxHours {
  /** `again`: another browser was active in between. */
  open(again: boolean): void;
  /** The service knows us by another account: what is open begins anew. */
  watchAnew(): void;
  shut(): Promise<void>;
}

export function createMailboxHours(deps: MailboxHoursDependencies): MailboxHours {
  const { presence, prekeys, cleanUp } = deps;
  let current: AbortController | undefined;

  const report =
    (event: string) =>
    (error: unknown): void =>
      deps.log('warn', event, { reason: String(error) });

  const begin = async (again: boolean): Promise<void> => {
    if (again) await deps.reintroduce();
    // Writing the presence document tells the service's clock, by which prekeys age.
    await presence.start().catch(report('presence-failed'));
    await prekeys.start().catch(report('prekeys-not-renewed'));
  };

  const watch = (): void => {
    current?.abort();
    current = new AbortController();
    deps.mailbox.watchInbox(deps.box(), deps.listener, current.signal);
  };

  return {
    open(again) {
      watch();
      void begin(again);
    },
    watchAnew() {
      if (current) watch();
    },
    async shut() {
      if (!current) return;
      current.abort();
      current = undefined;
      prekeys.stop();
      cleanUp.stop();
      await presence.stop();
    },
  };
}
