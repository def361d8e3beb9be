/** What keeps this browser from reaching anybody. */
export type Obstacle =
  | 'offline'
  | 'no-relay'
  /** The introduction service answers, and lets this browser do nothing. */
  | 'refused'
  | 'unreachable'
  | 'relay-refused'
  | 'relay-unreachable';

/** `no-path`: both browsers are there and know of each other, and no packet gets through. */
export type ContactObstacle = Obstacle | 'no-path';

/** What the last gathering showed of the relays: one let us in, they refuse who we say we are, or nothing answers there. */
export type RelayReport = 'works' | 'refused' | 'unreachable';

export interface Surroundings {
  readonly service: 'starting' | 'online' | 'offline' | 'unreachable' | 'refused';
  /** False while the own address is to be hidden and there is no relay. */
  readonly mayConnect: boolean;
  readonly relayOnly: boolean;
  /** Undefined before any was asked. */
  readonly relay: RelayReport | undefined;
}

/** The first that has to be out of the way; undefined when nothing here is. */
export function ownObstacle({ service, mayConnect, relayOnly, relay }: Surroundings): Obstacle | undefined {
  if (service === 'offline') return service;
  if (!mayConnect) return 'no-relay';
  if (service === 'unreachable' || service === 'refused') return service;
  return relayOnly ? relayObstacle(relay) : undefined;
}

/** Why one contact could not be reached; undefined when it is they who are not there. `met`: they answered. */
export function obstacleTowards(surroundings: Surroundings, met: boolean): ContactObstacle | undefined {
  const own = ownObstacle(surroundings);
  if (own !== undefined || !met) return own;
  return relayObstacle(surroundings.relay) ?? 'no-path';
}

function relayObstacle(relay: RelayReport | undefined): Obstacle | undefined {
  if (relay === undefined || relay === 'works') return undefined;
  return relay === 'refused' ? 'relay-refused' : 'relay-unreachable';
}
