import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { LinkPeer } from './link-peer.ts';
import type { LinkSignals } from './link-signals.ts';
import { farewellFrame, pingFrame } from './rules/frames.ts';
import type { LinkEffect, LinkFact, LinkNews } from './rules/state.ts';

export interface LinkEffectsOptions {
  readonly peer: LinkPeer;
  readonly signals: LinkSignals;
  readonly clock: Clock;
  readonly log: Log;
  readonly tell: (fact: LinkFact) => void;
  readonly onNews: (news: LinkNews) => void;
  readonly onCarryOffer: (offer: Extract<LinkEffect, { kind: 'carry-offer' }>) => void;
  readonly onPeerClosed: () => void;
  readonly renewMailbox: () => void;
}

type SignalEffect = Extract<LinkEffect, { kind: 'send-offer' | 'send-answer' | 'send-restart' | 'send-candidates' }>;
type PeerEffect = Extract<
  LinkEffect,
  {
    kind:
      | 'create-offer'
      | 'accept-offer'
      | 'accept-answer'
      | 'add-candidates'
      | 'restart-ice'
      | 'take-restart'
      | 'say-farewell'
      | 'ping'
      | 'beat'
      | 'count-carried';
  }
>;

/** Carries out what the link machine of one contact orders; results return as facts. */
export function createLinkEffects(options: LinkEffectsOptions): (effect: LinkEffect) => void {
  let cancelTimer: () => void = () => undefined;

  return (effect) => {
    switch (effect.kind) {
      case 'announce':
        return options.onNews(effect.news);
      case 'carry-offer':
        return options.onCarryOffer(effect);
      case 'send-offer':
      case 'send-answer':
      case 'send-restart':
      case 'send-candidates':
        return void sendSignal(options, effect);
      case 'renew-mailbox':
        return options.renewMailbox();
      case 'close-peer':
        options.peer.close();
        return options.onPeerClosed();
      case 'start-timer': {
        const { timer, attempt, delayMs } = effect;
        cancelTimer();
        cancelTimer = options.clock.after(delayMs, () => options.tell({ kind: 'timer-fired', timer, attempt }));
        return;
      }
      case 'stop-timer':
        return cancelTimer();
      default:
        return performOnPeer(options.peer, effect);
    }
  };
}

async function sendSignal({ signals, log, tell }: LinkEffectsOptions, effect: SignalEffect): Promise<void> {
  try {
    if (effect.kind === 'send-candidates') await signals.sendCandidates(effect);
    else if (effect.kind === 'send-restart') await signals.sendRestart(effect);
    else await signals.sendDescription(effect.kind === 'send-offer' ? 'offer' : 'answer', effect);
  } catch (error) {
    log('warn', 'link-signal-failed', { reason: error instanceof Error ? error.message : 'unknown' });
    // Late candidates are a help, not a condition, and a restart goes over the lane as well.
    if (effect.kind === 'send-offer' || effect.kind === 'send-answer')
      tell({ kind: 'signal-failed', attempt: effect.attempt });
  }
}

function performOnPeer(peer: LinkPeer, effect: PeerEffect): void {
  const { attempt } = effect;
  switch (effect.kind) {
    case 'create-offer':
      return void peer.open(attempt);
    case 'accept-offer':
      return void peer.open(attempt, effect.description);
    case 'accept-answer':
      return void peer.attend(attempt, peer.of(attempt)?.acceptAnswer(effect.description));
    case 'add-candidates':
      return void peer.attend(attempt, peer.of(attempt)?.addCandidates(effect.candidates));
    case 'restart-ice':
      return void peer.repair(attempt);
    case 'take-restart':
      return void peer.repair(attempt, effect.half);
    case 'say-farewell':
      peer.of(attempt)?.send('control', farewellFrame);
      break;
    case 'ping':
      peer.of(attempt)?.send('control', pingFrame);
      break;
    case 'beat':
      peer.of(attempt)?.send('unreliable', pingFrame);
      break;
    case 'count-carried':
      return void peer.countCarried(attempt);
  }
}
