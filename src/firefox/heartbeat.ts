import type { Clock } from '../engine/ports/clock.ts';

/** Firefox puts an event page to sleep after 30 s without an event or an answer of its own interface. */
const periodMs = 20_000;
/** Awake for so many beats with no page open: twice as long as Firefox waits, by nothing but these beats. */
const beatsThatProveIt = 3;

interface Runtime {
  getPlatformInfo(): Promise<unknown>;
  readonly onSuspend: { addListener(listener: () => void): void };
}

export interface HeartbeatDeps {
  readonly runtime: Runtime;
  /** The pages of the extension that are open beside this one. */
  readonly pages: () => readonly Window[];
  readonly clock: Pick<Clock, 'after'>;
  /** Whether an earlier life of this page was put to sleep, for those to come. */
  readonly witness: SleepWitness;
}

export interface SleepWitness {
  read(): boolean;
  write(wasPutToSleep: boolean): void;
}

/**
 * Keeps this page awake. Firefox counts an answered call of the extension interface as activity; neither timers nor open ports,
 * connections, locks or sound count, and an alarm would let the page sleep and wake it again. It does not promise to: should a
 * later one stop, the words of an open page, which are events here, still hold this one, and what was seen is told. An add-on with
 * manifest version 2 and `persistent: true` would do then.
 */
export function startHeartbeat({ runtime, pages, clock, witness }: HeartbeatDeps): void {
  runtime.onSuspend.addListener(() => witness.write(true));
  let beatsAlone = 0;

  function beat(): void {
    ignoreRefusal(runtime.getPlatformInfo());
    const [page] = pages();
    if (page !== undefined) ignoreRefusal(sayFrom(page));
    beatsAlone = page === undefined ? beatsAlone + 1 : 0;
    if (beatsAlone === beatsThatProveIt && witness.read()) witness.write(false);
    clock.after(periodMs, beat);
  }

  clock.after(periodMs, beat);
}

/** Something that concerns nobody. What another page sends is an event here; its own messages this page does not hear. */
function sayFrom(page: Window): Promise<unknown> {
  // Firefox gives every page of an extension its own interface.
  const { browser } = page as Window & {
    readonly browser?: { readonly runtime: { sendMessage(said: object): unknown } };
  };
  return Promise.resolve(browser?.runtime.sendMessage({ to: 'nobody' }));
}

/** The extension is being replaced, or the page is going. */
function ignoreRefusal(answer: Promise<unknown>): void {
  answer.catch(() => undefined);
}

const key = 'put-to-sleep';

export function createSleepWitness(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): SleepWitness {
  return {
    read: () => storage.getItem(key) !== null,
    write(wasPutToSleep) {
      if (wasPutToSleep) storage.setItem(key, '1');
      else storage.removeItem(key);
    },
  };
}
