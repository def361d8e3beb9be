import type { ActionOutcome } from '../../shared/messaging/contract.ts';
import type { MailboxPort, ServiceState } from '../ports/mailbox-port.ts';
import { MailboxError } from '../ports/mailbox-port.ts';
import type { IdentityRecord } from '../ports/stores-port.ts';
import type { Header } from './header.ts';
import type { Marks, MarkWatchDependencies } from './mark-watch.ts';
import { watchMarks } from './mark-watch.ts';
import type { OwnStart } from './own-start.ts';

interface ActiveBrowserDependencies extends MarkWatchDependencies {
  readonly mailbox: MarkWatchDependencies['mailbox'] & Pick<MailboxPort, 'fetchPresence'>;
  readonly start: Pick<OwnStart, 'judge' | 'outdo'>;
  readonly header: Header;
  /** Puts the card where others find it. */
  readonly publishCard: (identity: IdentityRecord) => Promise<void>;
  /** Writes the presence document once more, with our own mark. */
  readonly announce: () => Promise<void>;
  /** Whether everything that this browser wants to write is held back. */
  readonly rest: (resting: boolean) => void;
  /** The header could not be read yet. */
  onTrouble(state: Exclude<ServiceState, 'live'>): void;
  /** This browser is the one; `again` when another one was in between. */
  onHere(again: boolean): void;
  /** It was, and is no more. */
  onElsewhere(): void;
  changed(): void;
}

/**
 * Which of several browsers with one identity is active. Their marks are the newest prekey in the mailbox header and, where a
 * copied profile has the same prekeys, the start in the presence document: nobody else can sign one, each browser knows its
 * own, and whoever takes over signs a later one.
 */
export interface ActiveBrowser {
  /** Looks at the marks, then goes on watching them. */
  start(): void;
  stop(): void;
  /** Why this browser rests, null while it does not: the identity is in another browser, or a copy of this profile was started. */
  restsFor(): 'elsewhere' | 'copied' | null;
  /** The person wants to go on in this browser. */
  useHere(): Promise<ActionOutcome>;
}

type State = 'unknown' | 'here' | 'elsewhere' | 'taking-over';

export function createActiveBrowser(deps: ActiveBrowserDependencies): ActiveBrowser {
  const { identity } = deps;
  let state: State = 'unknown';
  let isCopied = false;
  let watching = new AbortController();

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

  const handleMarks = async ({ header, presence }: Marks): Promise<void> => {
    if (state === 'elsewhere' || state === 'taking-over') return;
    isCopied = presence === 'later';
    if (header === 'later' || isCopied) return goQuiet();
    const wasHere = state === 'here';
    goOn(false);
    // Whoever wrote an earlier one has to learn that it is not the latest; who only begins announces itself anyway.
    if (wasHere && presence === 'earlier') await deps.announce();
    if (header === 'earlier') await deps.header.write(identity());
  };

  const start = (): void => {
    watching.abort();
    watching = new AbortController();
    const onState = (reached: ServiceState): void => {
      if (reached !== 'live' && state !== 'here') deps.onTrouble(reached);
    };
    watchMarks(deps, { onMarks: handleMarks, onState }, watching.signal);
  };

  return {
    start,
    stop: () => watching.abort(),
    restsFor() {
      if (state !== 'elsewhere') return null;
      return isCopied ? 'copied' : 'elsewhere';
    },
    async useHere() {
      if (state !== 'elsewhere') return { kind: 'done' };
      become('taking-over');
      const outcome = await takeOver(deps).catch((error: unknown) => {
        become('elsewhere');
        throw error;
      });
      if (outcome.kind === 'refused') {
        become('elsewhere');
        return outcome;
      }
      goOn(true);
      start();
      deps.changed();
      return outcome;
    },
  };
}

/** Leaves the card, which another browser may have deleted with everything, and later marks than those of any other. */
async function takeOver(deps: ActiveBrowserDependencies): Promise<ActionOutcome> {
  const own = deps.identity();
  try {
    await deps.publishCard(own);
    await deps.header.takeOver(own);
    await deps.start.outdo((await deps.mailbox.fetchPresence(own.beacon))?.mark);
    return { kind: 'done' };
  } catch (error) {
    if (!(error instanceof MailboxError)) throw error;
    return { kind: 'refused', reason: error.code === 'offline' ? 'offline' : 'unreachable' };
  }
}
