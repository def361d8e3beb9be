/** Runs one state machine: events wait in line, each is stepped, published and its effects performed before the next. */
export interface Runner<State, Event> {
  state(): State;
  /**
   * Safe to call from `perform` and `onState`; the event then waits its turn.
   * Throws the first mistake of any of them, after everything else was done.
   */
  send(event: Event): void;
}

export interface RunnerOptions<State, Event, Effect> {
  readonly initial: State;
  readonly step: (state: State, event: Event) => readonly [State, readonly Effect[]];
  /**
   * Starts the effect. What comes of it later is given to `send`; what comes of it at once may be given to `answer`, which
   * puts the event before all that wait.
   */
  readonly perform: (effect: Effect, send: (event: Event) => void, answer: (event: Event) => void) => void;
  /** Called after each step that changed the state, before its effects. */
  readonly onState?: (next: State, previous: State) => void;
  /** Called when no event waits any more: once for all that were handled together. */
  readonly onRest?: () => void;
  /** When it aborts, what waits is dropped, and nothing is taken any more; the event at hand is handled to its end. */
  readonly signal?: AbortSignal;
}

export function createRunner<State, Event, Effect>(options: RunnerOptions<State, Event, Effect>): Runner<State, Event> {
  const { step, perform, onState, onRest, signal } = options;
  const queue: Event[] = [];
  const answer = (event: Event): void => void queue.unshift(event);
  let state = options.initial;
  let running = false;

  function attempt(work: () => void, failures: unknown[]): void {
    try {
      work();
    } catch (error) {
      failures.push(error);
    }
  }

  function handle(event: Event, failures: unknown[]): void {
    const previous = state;
    const [next, effects] = step(previous, event);
    state = next;
    if (next !== previous) attempt(() => onState?.(next, previous), failures);
    for (const effect of effects) attempt(() => perform(effect, send, answer), failures);
  }

  function send(event: Event): void {
    if (signal?.aborted) return;
    queue.push(event);
    if (running) return;
    running = true;
    const failures: unknown[] = [];
    for (let first = queue.shift(); first !== undefined && !signal?.aborted; first = queue.shift()) {
      const current = first;
      attempt(() => handle(current, failures), failures);
    }
    running = false;
    attempt(() => onRest?.(), failures);
    if (failures.length > 0) throw failures[0];
  }

  return { state: () => state, send };
}
