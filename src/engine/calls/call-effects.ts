import type { ContactId } from '../../shared/identity/contact-id.ts';
import type { OwnMicrophone } from '../../shared/own-device.ts';
import type { CallNoteView } from '../../shared/snapshot.ts';
import type { Links } from '../links/links.ts';
import type { Clock } from '../ports/clock.ts';
import { createTimers } from '../timers.ts';
import type { CallMedia } from './call-media.ts';
import type { CallFrame } from './rules/frames.ts';
import type { CallEffect, CallFact, CallMachine, CallTimer } from './rules/state.ts';
import { isJoined } from './rules/state.ts';

export interface CallEffectsDeps {
  readonly self: () => ContactId;
  readonly links: Pick<Links, 'want' | 'peer' | 'send' | 'expectAnswer'>;
  readonly clock: Clock;
  readonly onNote: (contactId: ContactId, note: Omit<CallNoteView, 'id' | 'kind'>) => void;
}

export interface CallEffects {
  perform(effect: CallEffect, machine: CallMachine): void;
  /** Tells the other side what is on here, if that is not what it heard last. */
  sendChangedState(machine: CallMachine): void;
}

interface Parts {
  readonly deps: CallEffectsDeps;
  readonly media: CallMedia;
  readonly tell: (fact: CallFact) => void;
}

/** Carries out what the machine orders; results come back to it as facts. */
export function createCallEffects({ deps, media, tell }: Parts): CallEffects {
  const { links } = deps;
  const timers = createTimers<CallTimer>(deps.clock);
  let lastState = '';

  function send(contactId: ContactId, frame: CallFrame): void {
    if (links.send(contactId, 'control', frame) && frame.t === 'call.invite') links.expectAnswer(contactId);
  }

  function sendState(contactId: ContactId, callId: string): void {
    const frame = stateFrame(callId, media);
    lastState = JSON.stringify(frame);
    links.send(contactId, 'control', frame);
  }

  function sendChangedState({ call }: CallMachine): void {
    if (!isJoined(call) || call.link === 'down') return;
    if (JSON.stringify(stateFrame(call.callId, media)) !== lastState) sendState(call.contactId, call.callId);
  }

  function prepareMedia(contactId: ContactId): void {
    const peer = links.peer(contactId)?.media;
    if (peer === undefined) return;
    // One side only, so that the two never create the slots twice.
    if (deps.self() < contactId) peer.prepare();
    if (peer.ready) tell({ kind: 'media-ready', contactId });
  }

  function connectMedia(contactId: ContactId, { call }: CallMachine): void {
    const peer = links.peer(contactId)?.media;
    if (peer !== undefined && isJoined(call)) media.connect(contactId, peer, call.theirs);
  }

  return {
    perform(effect, machine) {
      switch (effect.kind) {
        case 'want-link':
          return links.want(effect.contactId);
        case 'send':
          return send(effect.contactId, effect.frame);
        case 'send-state':
          return sendState(effect.contactId, effect.callId);
        case 'prepare-media':
          return prepareMedia(effect.contactId);
        case 'connect-media':
          return connectMedia(effect.contactId, machine);
        case 'acquire-devices':
          return media.devices.acquire({ video: effect.video });
        case 'pick-screen':
          return media.screen.share();
        case 'release-media':
          return media.release();
        case 'write-note':
          return deps.onNote(effect.contactId, effect.note);
        case 'start-timer':
          return timers.set(effect.timer, effect.delayMs, () => tell({ kind: 'timer-fired', timer: effect.timer }));
        case 'stop-timers':
          return timers.cancelAll();
      }
    },
    sendChangedState,
  };
}

function stateFrame(callId: string, media: CallMedia): CallFrame {
  const { self, shareHasSound } = media.view();
  return {
    t: 'call.state',
    callId,
    mic: self.microphone === 'on',
    ...quietMark(self.microphone),
    camera: self.camera === 'on',
    screen: self.screen === 'on',
    ...(shareHasSound ? { sound: true } : {}),
    ...(self.share.paused === null ? {} : { paused: self.share.paused }),
  };
}

/** Why nothing is heard, where nobody has muted anything. */
function quietMark(microphone: OwnMicrophone): Pick<Extract<CallFrame, { t: 'call.state' }>, 'quiet'> {
  return microphone === 'on' || microphone === 'muted' ? {} : { quiet: microphone };
}
