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
  /** Starts the effect; its result returns later as an event. */
  readonly perform: (effect: Effect, send: (event: Event) => void) => void;
  /** Called after each step that changed the state, before its effects. */
  readonly onState?: (next: State, previous: State) => void;
}

export function createRunner<State, Event, Effect>(options: RunnerOptions<State, Event, Effect>): Runner<State, Event> {
  const { step, perform, onState } = options;
  const queue: Event[] = [];
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
    for (const effect of effects) attempt(() => perform(effect, send), failures);
  }

  function send(event: Event): void {
    queue.push(event);
    if (running) return;
    running = true;
    const failures: unknown[] = [];
    for (let first = queue.shift(); first !== undefined; first = queue.shift()) {
      const current = first;
      attempt(() => handle(current, failures), failures);
    }
    running = false;
    if (failures.length > 0) throw failures[0];
  }

  return { state: () => state, send };
}
