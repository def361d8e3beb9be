import type { ContactId } from '../shared/identity/contact-id.ts';
import type { EngineFailed, EngineFailure, FeedRequest, FeedUpdate } from '../shared/messaging/feed.ts';
import type { Port } from '../shared/messaging/port.ts';

export interface FeedClientDeps {
  readonly openPort: () => Port;
  /** Settles once there should be an engine to connect to. */
  readonly ensureEngine: () => Promise<void>;
  /** Runs `action` once after `delayMs`; the returned function cancels. */
  readonly after: (delayMs: number, action: () => void) => () => void;
  readonly onUpdate: (update: FeedUpdate) => void;
  /** There is no engine, and this is why; null when there is one again. */
  readonly onFailure: (cause: EngineFailure | null) => void;
}

export interface FeedClient {
  /** Which conversation is on screen, or null; repeated by itself after a reconnect. */
  watch(contactId: ContactId | null, visible: boolean): void;
  /** Asks for another part of that conversation. */
  move(request: Exclude<FeedRequest, { kind: 'watch' }>): void;
}

/** A person notices a quarter of a second; five seconds is often enough for an engine that cannot start. */
const firstRetryMs = 250;
const longestRetryMs = 5_000;
/** An engine that is there answers within a few milliseconds, so a silent port means that nobody listens. */
const firstAnswerTimeoutMs = 1_500;
/** Longer than a slow start and an engine that begins anew; then a person is told. */
const patienceMs = 10_000;

/** Keeps one port to the engine alive and delivers its updates; a lost or gapped stream begins anew with a whole snapshot. */
export function connectFeed(deps: FeedClientDeps): FeedClient {
  let port: Port | null = null;
  let nextNumber: number | null = null;
  let retryMs = firstRetryMs;
  const patience = createPatience(deps);
  let watched: FeedRequest = { kind: 'watch', contactId: null, visible: true };

  const connect = (): void => {
    const opened = deps.openPort();
    port = opened;
    nextNumber = null;
    const cancelTimeout = deps.after(firstAnswerTimeoutMs, () => abandon(opened));
    opened.onDisconnect(() => {
      cancelTimeout();
      if (port === opened) restart();
    });
    opened.onMessage((message) => {
      if (port !== opened) return;
      if (isFailure(message)) {
        cancelTimeout();
        patience.end();
        deps.onFailure(message.cause);
      } else if (isFeedUpdate(message)) {
        cancelTimeout();
        receive(opened, message);
      }
    });
    opened.post(watched);
  };

  const receive = (from: Port, update: FeedUpdate): void => {
    const expected = update.kind === 'snapshot' || update.number === nextNumber;
    if (!expected) {
      abandon(from);
      return;
    }
    nextNumber = update.number + 1;
    retryMs = firstRetryMs;
    patience.end();
    if (update.kind === 'snapshot') deps.onFailure(null);
    deps.onUpdate(update);
  };

  const abandon = (from: Port): void => {
    from.close();
    restart();
  };

  const restart = (): void => {
    port = null;
    patience.begin();
    const delayMs = retryMs;
    retryMs = Math.min(retryMs * 2, longestRetryMs);
    deps.ensureEngine().then(connectAfter(delayMs), connectAfter(delayMs));
  };

  const connectAfter = (delayMs: number) => (): void => {
    deps.after(delayMs, connect);
  };

  patience.begin();
  connect();
  return {
    watch: (contactId, visible) => {
      watched = { kind: 'watch', contactId, visible };
      port?.post(watched);
    },
    move: (request) => port?.post(request),
  };
}

const updateKinds: readonly string[] = [
  'snapshot',
  'changes',
  'conversation',
  'come-forward',
] satisfies FeedUpdate['kind'][];

/** From the first `begin` on, until it is over or the engine says something. */
function createPatience({ after, onFailure }: Pick<FeedClientDeps, 'after' | 'onFailure'>) {
  let cancel: (() => void) | undefined;
  return {
    begin(): void {
      cancel ??= after(patienceMs, () => onFailure('unknown'));
    },
    end(): void {
      cancel?.();
      cancel = undefined;
    },
  };
}

/** The engine is our own, so the outline is enough to tell a foreign message from an update. */
function isFeedUpdate(message: unknown): message is FeedUpdate {
  if (typeof message !== 'object' || message === null) return false;
  if (!('kind' in message) || !('number' in message) || typeof message.number !== 'number') return false;
  return typeof message.kind === 'string' && updateKinds.includes(message.kind);
}

function isFailure(message: unknown): message is EngineFailed {
  return typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'failed';
}
