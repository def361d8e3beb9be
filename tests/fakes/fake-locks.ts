type WhileHeld = (lock: Lock | null) => unknown;

/** One name's lock among the tabs of a browser, as Web Locks §2 has it; `leave` is a tab that goes. */
export function createFakeLocks() {
  let holder: { readonly tab: symbol; readonly reject: (error: unknown) => void } | null = null;
  const queue = new Set<() => void>();

  function next(): void {
    holder = null;
    const [enter] = queue;
    if (enter === undefined) return;
    queue.delete(enter);
    enter();
  }

  function hold(tab: symbol, whileHeld: WhileHeld): Promise<unknown> {
    return new Promise((resolve, reject) => {
      holder?.reject(new DOMException('stolen', 'AbortError'));
      holder = { tab, reject };
      Promise.resolve(whileHeld({ name: 'beeline', mode: 'exclusive' })).then(resolve, reject);
    });
  }

  function wait(tab: symbol, whileHeld: WhileHeld, signal: AbortSignal | undefined): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const enter = (): void => void hold(tab, whileHeld).then(resolve, reject);
      queue.add(enter);
      signal?.addEventListener('abort', () => queue.delete(enter) && reject(signal.reason));
    });
  }

  function openTab() {
    const tab = Symbol('tab');
    return {
      locks: {
        async request(_: string, { steal, ifAvailable, signal }: LockOptions, whileHeld: WhileHeld): Promise<unknown> {
          if (holder === null || steal === true) return hold(tab, whileHeld);
          return ifAvailable === true ? whileHeld(null) : wait(tab, whileHeld, signal);
        },
      } as Pick<LockManager, 'request'>,
      leave(): void {
        if (holder?.tab === tab) next();
      },
    };
  }

  return { openTab };
}
