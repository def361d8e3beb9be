import type { Clock } from '../ports/clock.ts';
import type { ServiceState } from '../ports/mailbox-port.ts';

/** A slow start and a short interruption are over by then; whoever waits longer wants to know why. */
const patienceMs = 10_000;

export interface NetworkHost {
  isOnline(): boolean;
  onNetworkChange(notify: () => void): void;
}

/** Tells apart "this computer is offline", "the introduction service does not answer" and "it does not let us in". */
export interface NetworkWatch {
  view(): 'starting' | 'online' | 'offline' | 'unreachable' | 'refused';
  handleService(state: ServiceState): void;
}

interface NetworkWatchDependencies {
  readonly host: NetworkHost;
  readonly clock: Pick<Clock, 'after'>;
  readonly onChange: () => void;
}

const views = { live: 'online', unreachable: 'unreachable', denied: 'refused' } as const;

export function createNetworkWatch({ host, clock, onChange }: NetworkWatchDependencies): NetworkWatch {
  let service: ServiceState | 'starting' = 'starting';
  /** What is told, a while behind the service when that is in trouble. */
  let told: Exclude<ReturnType<NetworkWatch['view']>, 'offline'> = 'starting';
  let cancelPatience: (() => void) | undefined;

  const tell = (): void => {
    cancelPatience?.();
    cancelPatience = undefined;
    told = service === 'starting' ? told : views[service];
    onChange();
  };

  const bePatient = (): void => {
    cancelPatience ??= clock.after(patienceMs, tell);
  };

  host.onNetworkChange(() => {
    // Without a network nobody could answer, and blame begins anew.
    if (host.isOnline() && service !== 'live' && told !== 'starting') {
      told = 'starting';
      cancelPatience?.();
      cancelPatience = undefined;
      bePatient();
    }
    onChange();
  });

  return {
    view: () => (host.isOnline() ? told : 'offline'),
    handleService(state) {
      service = state;
      const isTrouble = told === 'unreachable' || told === 'refused';
      if (state === 'live' || isTrouble) tell();
      else bePatient();
    },
  };
}
