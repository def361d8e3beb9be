const lockName = 'beeline';
/** A tab that is awake has gone by then; the turn of one that is not is taken without asking. */
const defaultPatienceMs = 2_000;

export interface PageTurnDeps {
  readonly locks: Pick<LockManager, 'request'>;
  /** Reaches the other tabs of this page. */
  readonly channel: {
    postMessage(message: string): void;
    addEventListener(type: 'message', listener: () => void): void;
  };
  readonly patienceMs?: number;
  /** Another tab wants it: this one is to go, and what it holds with it. */
  readonly onLost: () => void;
}

/** Whose turn it is among the tabs of this page: two engines on the same stores would answer for one person. */
export interface PageTurn {
  /** False while another tab has it. */
  take(): Promise<boolean>;
  /** Asks whichever tab has it to go, and settles once it is this one's. */
  takeOver(): Promise<void>;
}

export function createPageTurn({ locks, channel, patienceMs = defaultPatienceMs, onLost }: PageTurnDeps): PageTurn {
  let mine = false;

  const lose = (): void => {
    if (!mine) return;
    mine = false;
    onLost();
  };

  /** Held for as long as this page lives; the browser gives it on when the page has gone. */
  function request(options: LockOptions): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const whileHeld = (lock: Lock | null): Promise<void> | undefined => {
        mine = lock !== null;
        resolve(mine);
        return mine ? new Promise(() => undefined) : undefined;
      };
      locks.request(lockName, options, whileHeld).catch((error: unknown) => {
        if (mine) lose();
        else reject(error);
      });
    });
  }

  channel.addEventListener('message', lose);

  return {
    take: () => request({ ifAvailable: true }),
    async takeOver() {
      channel.postMessage('give way');
      try {
        await request({ signal: AbortSignal.timeout(patienceMs) });
      } catch {
        await request({ steal: true });
      }
    },
  };
}
