import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { LinkClient } from '../links/link-client.ts';
import type { Links } from '../links/links.ts';
import type { Clock } from '../ports/clock.ts';
import { takeToken } from './rules/budget.ts';
import type { Timing } from './rules/game.ts';
import { fitsInAppFrame, parseHello, parseProbe, parseState } from './rules/lane-frames.ts';
import type { AppBudget, Side } from './rules/side.ts';
import { newSide } from './rules/side.ts';
import { addSample } from './rules/timing.ts';

/** What two browsers do together beside chat and calls, and how it hears of the other side (docs/lanes.md). */
export interface LaneApp
  extends Pick<LinkClient, 'handleOpened' | 'handleClosed' | 'handleRestored' | 'handleUnreachable'> {
  /** Its frames are named `<name>.…`: one to sixteen lower-case letters, and nobody else's. */
  readonly name: string;
  /** What the other side may rely on here; it is told on every link. */
  readonly features: readonly string[];
  readonly budget: AppBudget;
  /** From the reliable side, each once and in order. False for one that is not well-formed, which then counts as a bad frame. */
  handleFrame(contactId: ContactId, frame: { readonly t: string }): boolean;
  /** From the unreliable side, between `begin` and `end`: the newest, never one that is older than another before. */
  handleState?(contactId: ContactId, state: unknown): boolean;
  /** They have said what they can do. */
  handleFeatures?(contactId: ContactId): void;
  /** They have ended it, and will take no state any more. */
  handleEnded?(contactId: ContactId): void;
}

export interface AppLane {
  /** By the reliable side, named as one of the app. False when the link is not open. Throws for one over 1,150 bytes. */
  send<Frame extends NamedFrame>(contactId: ContactId, frame: Frame): boolean;
  /** By the unreliable side; may be lost, and is dropped where a newer one has come. False when nothing left, as where an earlier one still waits. */
  show(contactId: ContactId, state: unknown): boolean;
  /** States flow and the way is measured from now on, until `end` or until the link is gone, which is not put to rest meanwhile. */
  begin(contactId: ContactId): void;
  end(contactId: ContactId): void;
  /** Null until a ping was answered. */
  timing(contactId: ContactId): Timing | null;
  /** Undefined as long as they have not said that they have the app. */
  features(contactId: ContactId): readonly string[] | undefined;
  /** Frames beyond the budget since the start, of everybody. */
  dropped(): number;
}

export interface AppLaneDependencies {
  readonly links: Pick<Links, 'register' | 'send' | 'hold' | 'peer'>;
  readonly clock: Clock;
}

/** Often enough to follow a way that changes, and less than a hundredth of what a game sends. */
const pingEveryMs = 1_000;
/** An answer that took longer says nothing of the way; a clock that was set may say anything. */
const longestRttMs = 10_000;

/** Makes an app known: from then on it shares every link, on the control lane and on the unreliable one. */
export function openAppLane({ links, clock }: AppLaneDependencies, app: LaneApp): AppLane {
  const sides = createSides(app.budget, clock);
  const parts: Parts = { links, app, clock, sides };
  let dropped = 0;

  /** Frames beyond the budget are dropped unread, and the link stands. */
  const within =
    (bucket: 'messages' | 'statesIn', read: (parts: Parts, contactId: ContactId, frame: NamedFrame) => boolean) =>
    (contactId: ContactId, frame: unknown): boolean => {
      if (!sides.spend(contactId, bucket)) {
        dropped += 1;
        return true;
      }
      // Links hand over frames with a name only.
      return fitsInAppFrame(frame) && read(parts, contactId, frame as NamedFrame);
    };

  links.register({
    lane: 'control',
    prefix: app.name,
    handleFrame: within('messages', readMessage),
    handleOpened(contactId) {
      sides.renew(contactId);
      links.send(contactId, 'control', { t: `${app.name}.hello`, names: [...app.features] });
      app.handleOpened?.(contactId);
    },
    handleClosed(contactId, how) {
      if (how === 'down') sides.forget(contactId);
      app.handleClosed?.(contactId, how);
    },
    handleRestored: (contactId) => app.handleRestored?.(contactId),
    handleUnreachable: (contactId) => app.handleUnreachable?.(contactId),
  });
  links.register({ lane: 'unreliable', prefix: app.name, handleFrame: within('statesIn', readState) });

  return {
    ...createSending(parts),
    timing: (contactId) => sides.of(contactId)?.timing ?? null,
    features: (contactId) => sides.of(contactId)?.features,
    dropped: () => dropped,
  };
}

type NamedFrame = { readonly t: string };

interface Parts {
  readonly links: Pick<Links, 'send' | 'hold' | 'peer'>;
  readonly app: LaneApp;
  readonly clock: Clock;
  readonly sides: Sides;
}

interface Sides {
  /** Present while there is a link. */
  of(contactId: ContactId): Side | undefined;
  renew(contactId: ContactId): void;
  forget(contactId: ContactId): void;
  change(contactId: ContactId, part: Partial<Side>): void;
  /** False when the person has used up what may come, or we what may leave. */
  spend(contactId: ContactId, bucket: 'messages' | 'statesIn' | 'statesOut'): boolean;
}

function createSides(budget: AppBudget, clock: Clock): Sides {
  const sides = new Map<ContactId, Side>();
  const change: Sides['change'] = (contactId, part) => {
    const side = sides.get(contactId);
    if (side !== undefined) sides.set(contactId, { ...side, ...part });
  };
  return {
    of: (contactId) => sides.get(contactId),
    renew: (contactId) => void sides.set(contactId, newSide(budget, clock.nowMs())),
    forget: (contactId) => void sides.delete(contactId),
    change,
    spend(contactId, bucket) {
      const side = sides.get(contactId);
      const left =
        side && takeToken(side[bucket], bucket === 'messages' ? budget.messages : budget.states, clock.nowMs());
      if (left !== undefined) change(contactId, { [bucket]: left });
      return left !== undefined;
    },
  };
}

/** Pings and pongs come out of what may leave, so that they never take the other side's budget from our states. */
function sendProbe(
  { links, app, sides }: Parts,
  contactId: ContactId,
  probe: { readonly kind: 'ping' | 'pong'; readonly n: number },
): void {
  if (sides.spend(contactId, 'statesOut'))
    links.send(contactId, 'unreliable', { t: `${app.name}.${probe.kind}`, n: probe.n });
}

function createSending(parts: Parts): Pick<AppLane, 'send' | 'show' | 'begin' | 'end'> {
  const { links, app, clock, sides } = parts;
  const holds = new Map<ContactId, () => void>();
  /** What waits for a narrow way is old when it leaves, and another one will be there by then. */
  const isBehind = (contactId: ContactId): boolean => (links.peer(contactId)?.bufferedBytes('unreliable') ?? 0) > 0;
  function ping(contactId: ContactId): void {
    const side = sides.of(contactId);
    if (!side?.inUse) return;
    const n = side.ping.n + 1;
    sides.change(contactId, { ping: { n, atMs: clock.nowMs() } });
    sendProbe(parts, contactId, { kind: 'ping', n });
    clock.after(pingEveryMs, () => sides.of(contactId)?.ping.n === n && ping(contactId));
  }

  return {
    send(contactId, frame) {
      if (!fitsInAppFrame(frame)) throw new RangeError(`${frame.t} is too long`);
      return links.send(contactId, 'control', frame);
    },
    show(contactId, s) {
      const side = sides.of(contactId);
      if (!side?.inUse || isBehind(contactId) || !sides.spend(contactId, 'statesOut')) return false;
      const n = side.sent + 1;
      sides.change(contactId, { sent: n });
      return links.send(contactId, 'unreliable', { t: `${app.name}.state`, n, s });
    },
    begin(contactId) {
      if (sides.of(contactId)?.inUse !== false) return;
      sides.change(contactId, { inUse: true });
      holds.get(contactId)?.();
      holds.set(contactId, links.hold(contactId));
      ping(contactId);
    },
    end(contactId) {
      holds.get(contactId)?.();
      holds.delete(contactId);
      if (!sides.of(contactId)?.inUse) return;
      sides.change(contactId, { inUse: false, timing: null });
      links.send(contactId, 'control', { t: `${app.name}.end` });
    },
  };
}

function readMessage({ app, sides }: Parts, contactId: ContactId, frame: NamedFrame): boolean {
  switch (frame.t.slice(app.name.length + 1)) {
    case 'hello': {
      const features = parseHello(frame);
      if (features === undefined) return false;
      sides.change(contactId, { features });
      app.handleFeatures?.(contactId);
      return true;
    }
    case 'end':
      app.handleEnded?.(contactId);
      return true;
    default:
      return app.handleFrame(contactId, frame);
  }
}

function readState(parts: Parts, contactId: ContactId, frame: NamedFrame): boolean {
  const { app, sides } = parts;
  switch (frame.t.slice(app.name.length + 1)) {
    case 'state': {
      const state = parseState(frame);
      const side = sides.of(contactId);
      if (state === undefined) return false;
      // One that was overtaken, or left before its sender knew of the end.
      if (!side?.inUse || state.n <= side.newest) return true;
      sides.change(contactId, { newest: state.n });
      return app.handleState?.(contactId, state.s) ?? false;
    }
    case 'ping': {
      const n = parseProbe(frame);
      if (n !== undefined) sendProbe(parts, contactId, { kind: 'pong', n });
      return n !== undefined;
    }
    case 'pong':
      return measure(parts, contactId, parseProbe(frame));
    default:
      return false;
  }
}

function measure({ clock, sides }: Parts, contactId: ContactId, n: number | undefined): boolean {
  const side = sides.of(contactId);
  if (n === undefined) return false;
  if (side === undefined || n !== side.ping.n) return true;
  const rttMs = clock.nowMs() - side.ping.atMs;
  if (rttMs < 0 || rttMs > longestRttMs) return true;
  // A second answer to the same ping is none.
  sides.change(contactId, { timing: addSample(side.timing, rttMs), ping: { n, atMs: Infinity } });
  return true;
}
