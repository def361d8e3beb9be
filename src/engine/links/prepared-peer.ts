import type { PeerHandlers, PeerLink } from '../ports/peer-port.ts';
import type { LinkDependencies } from './link-dependencies.ts';

/** A connection that looks for its own addresses before there is an attempt that needs it. */
export interface PreparedPeer {
  /** Harmless twice. Nothing happens where the address is hidden: only a relay would be asked, and it would tell who calls. */
  prepare(): void;
  /** From now on it belongs to whoever has these handlers; undefined when there is none, or another way is to be taken now. */
  take(handlers: () => PeerHandlers): PeerLink | undefined;
  forget(): void;
}

/** Between touching a button and the click lies a tenth of a second; what is older may know addresses that have changed. */
const preparedLifeMs = 10_000;

interface PreparedPeerOptions {
  readonly dependencies: Pick<LinkDependencies, 'createPeerLink' | 'route' | 'clock' | 'onRelay'>;
  readonly polite: () => boolean;
}

interface Prepared {
  readonly link: PeerLink;
  readonly route: string;
  readonly give: (handlers: PeerHandlers) => void;
  readonly cancelEnd: () => void;
}

export function createPreparedPeer({ dependencies, polite }: PreparedPeerOptions): PreparedPeer {
  const { createPeerLink, route, clock, onRelay } = dependencies;
  let prepared: Prepared | undefined;

  function forget(): void {
    prepared?.cancelEnd();
    prepared?.link.close();
    prepared = undefined;
  }

  return {
    prepare() {
      const allowed = route();
      if (prepared !== undefined || allowed === undefined || allowed.relayOnly) return;
      const { handlers, give } = createLateHandlers((report) => onRelay?.(report));
      const link = createPeerLink({ ...allowed, polite: polite(), handlers });
      prepared = { link, give, route: JSON.stringify(allowed), cancelEnd: clock.after(preparedLifeMs, forget) };
      link.prepareOffer();
    },
    take(handlers) {
      if (prepared?.route !== JSON.stringify(route())) forget();
      const taken = prepared;
      prepared = undefined;
      taken?.cancelEnd();
      taken?.give(handlers());
      return taken?.link;
    },
    forget,
  };
}

/** What a connection says before it belongs to an attempt concerns nobody, but for what it learns of relays. */
function createLateHandlers(onRelay: NonNullable<PeerHandlers['onRelay']>) {
  let owner: PeerHandlers | undefined;
  const handlers: PeerHandlers = {
    onOpen: () => owner?.onOpen(),
    onConnection: (change) => owner?.onConnection(change),
    onFrame: (lane, frame) => owner?.onFrame(lane, frame),
    onBytes: (lane, bytes) => owner?.onBytes(lane, bytes),
    onBadFrame: (lane) => owner?.onBadFrame(lane),
    onDrained: (lane) => owner?.onDrained(lane),
    onLateCandidates: (candidates) => owner?.onLateCandidates(candidates),
    onMediaReady: () => owner?.onMediaReady(),
    onRelay,
  };
  const give = (next: PeerHandlers): void => {
    owner = next;
  };
  return { handlers, give };
}
