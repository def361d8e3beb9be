import { createInTurn } from '../../shared/in-turn.ts';
import { makeStartMark, parseStartMark } from '../crypto/start-mark.ts';
import type { IdentityKeeper } from './identity-keeper.ts';
import type { MarkVerdict } from './rules/later-mark.ts';
import { judgeMark } from './rules/later-mark.ts';

interface OwnStartDependencies {
  readonly identity: Pick<IdentityKeeper, 'require' | 'change'>;
  /** The service's clock as far as it is known. */
  readonly nowMs: () => number;
}

/**
 * This start of the engine, as the presence document tells it. Whoever copies a profile copies its prekeys, its account and
 * the mark of its last start; the copy is known by the mark that it makes itself.
 */
export interface OwnStart {
  /** For the presence document; later than that of the start before. */
  mark(): Promise<Uint8Array>;
  /** Makes a new one, later than the `seen` one of another start. */
  outdo(seen: Uint8Array | undefined): Promise<void>;
  /** Whose mark the presence document holds. That of the start before is an earlier one. */
  judge(seen: Uint8Array | undefined): Promise<MarkVerdict>;
  /** By what was judged last: then the presence document is another one's to close. */
  isOvertaken(): boolean;
}

export function createOwnStart({ identity, nowMs }: OwnStartDependencies): OwnStart {
  let isMade = false;
  let isOvertaken = false;
  const inTurn = createInTurn();

  const parse = async (mark: Uint8Array | undefined) => mark && (await parseStartMark(mark, identity.require()));

  const make = async (seen?: Uint8Array): Promise<Uint8Array> => {
    const known = await Promise.all([identity.require().startMark, seen].map(parse));
    const madeAtMs = Math.max(Math.floor(nowMs()), ...known.map((mark) => (mark ? mark.madeAtMs + 1 : 0)));
    const startMark = await makeStartMark(identity.require(), madeAtMs);
    // Before anybody else can see it: an own mark that was forgotten would pass for that of another start.
    await identity.change({ startMark });
    isMade = true;
    isOvertaken = false;
    return startMark;
  };

  return {
    mark: () => inTurn(async () => (isMade ? (identity.require().startMark ?? (await make())) : await make())),
    outdo: (seen) => inTurn(async () => void (await make(seen))),
    judge: (seen) =>
      inTurn(async () => {
        const [theirs, last] = await Promise.all([seen, identity.require().startMark].map(parse));
        const verdict = judgeMark(theirs, last ? [last] : []);
        isOvertaken = verdict === 'later';
        return verdict === 'ours' && !isMade ? 'earlier' : verdict;
      }),
    isOvertaken: () => isOvertaken,
  };
}
