import { createInTurn } from '../../shared/in-turn.ts';
import type { ActionOutcome } from '../../shared/messaging/contract.ts';
import type { Log } from '../ports/log.ts';
import type { MailboxHeader, MailboxPort } from '../ports/mailbox-port.ts';
import { MailboxError } from '../ports/mailbox-port.ts';
import type { IdentityRecord } from '../ports/stores-port.ts';
import type { Header } from './header.ts';
import { judgeHeader } from './header-mark.ts';
import type { OwnPrekeys } from './own-prekeys.ts';

interface ActiveBrowserDependencies {
  readonly mailbox: Pick<MailboxPort, 'watchHeader'>;
  readonly identity: () => IdentityRecord;
  readonly prekeys: Pick<OwnPrekeys, 'all'>;
  readonly header: Header;
  /** Whether everything that this browser wants to write is held back. */
  readonly rest: (resting: boolean) => void;
  readonly log: Log;
  /** The header could not be read yet. */
  onUnreachable(): void;
  /** This browser is the one; `again` when another one was in between. */
  onHere(again: boolean): void;
  /** It was, and is no more. */
  onElsewhere(): void;
  changed(): void;
}

/**
 * Which of several browsers with one identity is active. The mark is the newest prekey in the mailbox header: nobody else
 * can sign one, each browser knows its own, and whoever takes over signs a later one.
 */
export interface ActiveBrowser {
  /** Looks at the header, then goes on watching it. */
  start(): void;
  stop(): void;
  isElsewhere(): boolean;
  /** The person wants to go on in this browser. */
  useHere(): Promise<ActionOutcome>;
}

type State = 'unknown' | 'here' | 'elsewhere' | 'taking-over';

export function createActiveBrowser(deps: ActiveBrowserDependencies): ActiveBrowser {
  const { identity, prekeys, log } = deps;
  let state: State = 'unknown';
  let watching = new AbortController();
  const inTurn = createInTurn();

  const become = (next: State): void => {
    state = next;
    deps.rest(next === 'elsewhere');
  };

  const goQuiet = (): void => {
    const before = state;
    become('elsewhere');
    watching.abort();
    if (before === 'here') deps.onElsewhere();
    deps.changed();
  };

  const goOn = (again: boolean): void => {
    const before = state;
    become('here');
    if (before !== 'here') deps.onHere(again);
  };

  const handleHeader = async (header: MailboxHeader | null, signal: AbortSignal): Promise<void> => {
    const verdict = await judgeHeader(header, { owner: identity().publicKeys, own: await prekeys.all() });
    if (signal.aborted || state === 'elsewhere' || state === 'taking-over') return;
    if (verdict === 'later') return goQuiet();
    goOn(false);
    // Whoever wrote an earlier one has to learn that it is not the latest.
    if (verdict === 'earlier') await deps.header.write(identity());
  };

  const start = (): void => {
    watching.abort();
    watching = new AbortController();
    const { signal } = watching;
    const onHeader = (header: MailboxHeader | null): void => {
      inTurn(() => handleHeader(header, signal)).catch((error: unknown) =>
        log('warn', 'header-unjudged', { reason: String(error) }),
      );
    };
    const onState = (reached: 'live' | 'unreachable'): void => {
      if (reached === 'unreachable' && state !== 'here') deps.onUnreachable();
    };
    deps.mailbox.watchHeader(identity().box, { onHeader, onState }, signal);
  };

  return {
    start,
    stop: () => watching.abort(),
    isElsewhere: () => state === 'elsewhere',
    async useHere() {
      if (state !== 'elsewhere') return { kind: 'done' };
      become('taking-over');
      try {
        await deps.header.takeOver(identity());
      } catch (error) {
        become('elsewhere');
        if (!(error instanceof MailboxError)) throw error;
        return { kind: 'refused', reason: error.code === 'offline' ? 'offline' : 'unreachable' };
      }
      goOn(true);
      start();
      deps.changed();
      return { kind: 'done' };
    },
  };
}
