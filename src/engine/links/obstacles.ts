import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { ContactObstacle, Obstacle, RelayReport, Surroundings } from './rules/obstacle.ts';
import { obstacleTowards, ownObstacle } from './rules/obstacle.ts';

/** Knows what is in the way, so that nobody is said to be away who is not. */
export interface Obstacles {
  /** Undefined when nothing here keeps us from reaching people. */
  own(): Obstacle | undefined;
  /** Why that contact could not be reached; undefined when it is they who are not there. */
  towards(contactId: ContactId): ContactObstacle | undefined;
  handleRelay(report: RelayReport): void;
  /** Another relay is judged anew. */
  forgetRelay(): void;
}

interface ObstaclesDependencies {
  readonly service: () => Surroundings['service'];
  readonly mayConnect: () => boolean;
  readonly settings: () => Pick<Settings, 'relayOnly'>;
  /** Whether their browser answered the last attempt at a link. */
  readonly met: (contactId: ContactId) => boolean;
  changed(): void;
}

export function createObstacles(deps: ObstaclesDependencies): Obstacles {
  let relay: RelayReport | undefined;
  const learn = (next: RelayReport | undefined): void => {
    if (next === relay) return;
    relay = next;
    deps.changed();
  };
  const surroundings = (): Surroundings => ({
    service: deps.service(),
    mayConnect: deps.mayConnect(),
    relayOnly: deps.settings().relayOnly,
    relay,
  });
  return {
    own: () => ownObstacle(surroundings()),
    towards: (contactId) => obstacleTowards(surroundings(), deps.met(contactId)),
    handleRelay: learn,
    forgetRelay: () => learn(undefined),
  };
}
