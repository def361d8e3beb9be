import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { Log } from '../ports/log.ts';
import type { PeerHandlers, PeerLink } from '../ports/peer-port.ts';
import type { LinkDependencies } from './link-dependencies.ts';
import type { PreparedPeer } from './prepared-peer.ts';
import { createPreparedPeer } from './prepared-peer.ts';
import type { RestartHalf } from './rules/restart-half.ts';
import type { LinkDescription } from './rules/signals.ts';
import type { LinkFact } from './rules/state.ts';

/** The one peer connection of a link, owned by an attempt; what fails in the browser is told as a fact. */
export interface LinkPeer {
  /** What the next offer of ours needs, beforehand. An attempt of theirs has no use for it. */
  readonly prepared: Pick<PreparedPeer, 'prepare' | 'forget'>;
  /** Opens the connection of an attempt: with an offer of theirs it is answered, without one an offer is made. */
  open(attempt: number, offer?: LinkDescription): Promise<void>;
  /** Undefined when another attempt has taken its place. */
  of(attempt: number): PeerLink | undefined;
  current(): PeerLink | undefined;
  attend(attempt: number, work: Promise<void> | undefined): Promise<void>;
  /** Restarts ICE, or takes part in their restart; a link that this does not help is given up by the machine. */
  repair(attempt: number, theirs?: RestartHalf): Promise<void>;
  /** Tells it as a fact. */
  countCarried(attempt: number): Promise<void>;
  close(): void;
}

export interface LinkPeerOptions {
  readonly contactId: ContactId;
  readonly dependencies: Pick<LinkDependencies, 'createPeerLink' | 'route' | 'self' | 'log' | 'clock' | 'onRelay'>;
  readonly tell: (fact: LinkFact) => void;
  readonly handlersOf: (attempt: number) => PeerHandlers;
}

class NoRelay extends Error {
  constructor() {
    super('no relay to hide the address behind');
    this.name = 'NoRelay';
  }
}

export function createLinkPeer({ contactId, dependencies, tell, handlersOf }: LinkPeerOptions): LinkPeer {
  const { createPeerLink, route, self, log } = dependencies;
  let owner: number | undefined;
  let live: PeerLink | undefined;
  const polite = (): boolean => self() > contactId;
  const prepared = createPreparedPeer({ dependencies, polite });

  function create(attempt: number, offer: LinkDescription | undefined): PeerLink {
    close();
    owner = attempt;
    const allowed = route();
    if (allowed === undefined) throw new NoRelay();
    const handlers = (): PeerHandlers => handlersOf(attempt);
    if (offer === undefined) live = prepared.take(handlers);
    else prepared.forget();
    live ??= createPeerLink({ ...allowed, polite: polite(), handlers: handlers() });
    return live;
  }

  function close(): void {
    live?.close();
    live = undefined;
    owner = undefined;
  }

  function fail(attempt: number, error: unknown): void {
    // A closed connection rejects whatever was still under way.
    if (owner !== attempt) return;
    log('warn', 'link-peer-failed', { reason: reasonOf(error) });
    tell({ kind: 'peer-failed', attempt });
  }

  async function open(attempt: number, offer?: LinkDescription): Promise<void> {
    try {
      const link = create(attempt, offer);
      const description = await (offer === undefined ? link.createOffer() : link.acceptOffer(offer));
      tell({ kind: offer === undefined ? 'offer-made' : 'answer-made', attempt, description });
    } catch (error) {
      fail(attempt, error);
    }
  }

  const of = (attempt: number): PeerLink | undefined => (owner === attempt ? live : undefined);

  async function repair(attempt: number, theirs?: RestartHalf): Promise<void> {
    const half = await ifPossible(log, 'link-not-restarted', async () =>
      theirs === undefined ? of(attempt)?.restartIce() : of(attempt)?.takeRestart(theirs),
    );
    if (half !== undefined) tell({ kind: 'restart-made', attempt, half });
  }

  async function countCarried(attempt: number): Promise<void> {
    const counts = await ifPossible(log, 'carried-not-counted', async () => of(attempt)?.countCarried());
    if (counts !== undefined) tell({ kind: 'carried', attempt, counts });
  }

  return {
    prepared,
    open,
    of,
    repair,
    countCarried,
    current: () => live,
    async attend(attempt, work) {
      try {
        await work;
      } catch (error) {
        fail(attempt, error);
      }
    },
    close,
  };
}

/** What a link can do without; undefined when it failed. */
async function ifPossible<Value>(log: Log, event: string, work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    log('warn', event, { reason: reasonOf(error) });
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
