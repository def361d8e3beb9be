import { createInTurn } from '../../shared/in-turn.ts';
import type { Log } from '../ports/log.ts';
import type { MailboxHeader, MailboxPort, SeenPresence, ServiceState } from '../ports/mailbox-port.ts';
import type { IdentityRecord } from '../ports/stores-port.ts';
import { judgeHeader } from './header-mark.ts';
import type { OwnPrekeys } from './own-prekeys.ts';
import type { OwnStart } from './own-start.ts';
import type { MarkVerdict } from './rules/later-mark.ts';

export interface MarkWatchDependencies {
  readonly mailbox: Pick<MailboxPort, 'watchHeader' | 'watchPresence'>;
  readonly identity: () => IdentityRecord;
  readonly prekeys: Pick<OwnPrekeys, 'all'>;
  readonly start: Pick<OwnStart, 'judge'>;
  readonly log: Log;
}

/** What is found in the header, which tells restored browsers apart, and in the presence document, which tells copied ones. */
export interface Marks {
  readonly header: MarkVerdict;
  readonly presence: MarkVerdict;
}

interface MarkListener {
  /** Once both are known, and after every change; what was told to be earlier is told once. */
  onMarks(marks: Marks): Promise<void>;
  onState(state: ServiceState): void;
}

/** Follows both marks until `signal` aborts. */
export function watchMarks(deps: MarkWatchDependencies, listener: MarkListener, signal: AbortSignal): void {
  const { mailbox, identity, prekeys, start, log } = deps;
  const known: { header?: MarkVerdict; presence?: MarkVerdict } = {};
  const inTurn = createInTurn();

  const judgeInTurn = (of: keyof Marks, judge: () => Promise<MarkVerdict>): void => {
    const work = async (): Promise<void> => {
      if (signal.aborted) return;
      known[of] = await judge();
      const { header, presence } = known;
      if (signal.aborted || !header || !presence) return;
      Object.assign(known, { header: told(header), presence: told(presence) });
      await listener.onMarks({ header, presence });
    };
    inTurn(work).catch((error: unknown) => log('warn', 'marks-unjudged', { reason: String(error) }));
  };

  const onHeader = (header: MailboxHeader | null): void =>
    judgeInTurn('header', async () => judgeHeader(header, { owner: identity().publicKeys, own: await prekeys.all() }));
  const onPresence = (presence: SeenPresence | null): void =>
    judgeInTurn('presence', () => start.judge(presence?.mark));
  mailbox.watchHeader(identity().box, { onHeader, onState: listener.onState }, signal);
  mailbox.watchPresence(identity().beacon, onPresence, signal);
}

const told = (verdict: MarkVerdict): MarkVerdict => (verdict === 'earlier' ? 'ours' : verdict);
