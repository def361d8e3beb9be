/** Runs one state machine: events wait in line, each is stepped, published and its effects performed before the next. */
export interface Runner<State, Event> {
  state(): State;
  /** Safe to call from `perform` and `onState`; the event then waits its turn. */
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

  function handle(event: Event): void {
    const previous = state;
    const [next, effects] = step(previous, event);
    state = next;
    if (next !== previous) onState?.(next, previous);
    for (const effect of effects) perform(effect, send);
  }

  function send(event: Event): void {
    queue.push(event);
    if (running) return;
    running = true;
    try {
      for (let first = queue.shift(); first !== undefined; first = queue.shift()) handle(first);
    } finally {
      running = false;
    }
  }

  return { state: () => state, send };
}
