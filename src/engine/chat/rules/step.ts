import { compareAcknowledgement, comparePosition } from './comparing.ts';
import type { ChatEffect, ChatEvent, ChatPolicy, ChatTimer, Next } from './events.ts';
import { andThen } from './events.ts';
import { ownFeatures } from './frames.ts';
import { beginMail, changePresence, failMail, leaveMail, markMailed } from './mailing.ts';
import { markSeen, receiptFrames } from './receipts.ts';
import { acknowledgeNewest, positionFrame, receiveMessage } from './receiving.ts';
import { takeEpoch } from './renewal.ts';
import { acknowledge, markHandedOver, openLink, repeat, sendOutbox } from './sending.ts';
import type { ChatState, Waiting } from './state.ts';
import { beginWrite, failWrite, finishWrite, retryWrite } from './storing.ts';
import { changeTyping, endRest, forgetTyping, receiveTyping, tellTyping } from './typing.ts';

/** One conversation moves on. Whatever waits for storage, or for somebody who is away, sets off as soon as it may. */
export function stepChat(state: ChatState, event: ChatEvent, policy: ChatPolicy): Next {
  const written = andThen(handle(state, event, policy), beginWrite);
  return andThen(written, (next) => beginMail(next, policy));
}

function handle(state: ChatState, event: ChatEvent, policy: ChatPolicy): Next {
  switch (event.kind) {
    case 'message-composed': {
      const { kind: _composed, ...message } = event;
      return forgetTyping(withWaiting(state, { ...message, kind: 'draft' }));
    }
    case 'note-made':
      return [withWaiting(state, { kind: 'note', note: event.note }), []];
    case 'frame-received':
      return receiveFrame(state, event, policy);
    case 'link-opened':
      return open(state, policy);
    case 'link-closed':
      return close(state);
    case 'typing-changed':
      return changeTyping(state, event.active, policy);
    case 'shown':
      return markSeen({ ...state, visible: event.visible }, policy);
    case 'written':
      return andThen(
        andThen(finishWrite(state, event.known), (stored) => markSeen(stored, policy)),
        sendOutbox,
      );
    case 'write-failed':
      return failWrite(state);
    case 'epoch-made':
      return takeEpoch(state, event.epoch, event.told);
    case 'handed-over':
      return markHandedOver(state, event.through);
    case 'presence-changed':
      return changePresence(state, event.away, event.atMs);
    case 'mail-left':
      return markMailed(state, event.atMs);
    case 'mail-failed':
      return failMail(state, event.isRefused);
    case 'timer-fired':
      return fireTimer(state, event.timer, policy);
  }
}

function withWaiting(state: ChatState, item: Waiting): ChatState {
  return { ...state, waiting: [...state.waiting, item] };
}

type Received = Extract<ChatEvent, { kind: 'frame-received' }>;

function receiveFrame(state: ChatState, { frame, atMs }: Received, policy: ChatPolicy): Next {
  switch (frame.t) {
    case 'text.features':
      return andThen(learnFeatures(state, frame.names), (next) => tellPosition(next, frame.names, policy));
    case 'text.position':
      return andThen(comparePosition(state, frame.newest), sendOutbox);
    case 'text.message':
    case 'text.edit':
    case 'text.delete':
    case 'text.reaction':
      return andThen(receiveTyping(state, false), (quiet) => receiveMessage(quiet, frame, atMs));
    case 'text.ack':
      return andThen(compareAcknowledgement(state, frame), sendOutbox);
    case 'text.read':
      return andThen(acknowledge(state, 'read', frame), sendOutbox);
    case 'text.typing':
      return receiveTyping(state, frame.on);
  }
}

const introduce: ChatEffect = { kind: 'send', frame: { t: 'text.features', names: [...ownFeatures] } };

function learnFeatures(state: ChatState, names: readonly string[]): Next {
  const theyAmend = names.includes('amend');
  if (theyAmend === (state.counters.theyAmend ?? false)) return [state, []];
  return [{ ...state, counters: { ...state.counters, theyAmend }, unsaved: true }, [{ kind: 'announce' }]];
}

/** Whoever understands it hears what we have, and is believed about ours once they have said what they have. */
function tellPosition(state: ChatState, names: readonly string[], policy: ChatPolicy): Next {
  const { link } = state;
  const tellsPosition = names.includes('position');
  if (link.kind !== 'open') return [{ ...state, tellsPosition }, []];
  const awaitsPosition = tellsPosition && (link.awaitsPosition || !state.tellsPosition);
  const next: ChatState = {
    ...state,
    tellsPosition,
    link: { ...link, awaitsPosition, takesNames: names.includes('named') },
  };
  if (!tellsPosition) return [next, []];
  return [next, [positionFrame(next), ...receiptFrames(next, policy)]];
}

function open(state: ChatState, policy: ChatPolicy): Next {
  const opened = openLink({ ...state, looked: null });
  // What came while the link was interrupted is stored, but could not be acknowledged.
  const owed: readonly ChatEffect[] = [introduce, ...acknowledgeNewest(opened), ...receiptFrames(opened, policy)];
  const told = andThen([opened, owed], (next) => tellTyping(next, policy));
  return andThen(told, sendOutbox);
}

function close(state: ChatState): Next {
  const typing = { ...state.typing, told: false };
  const closed: ChatState = { ...state, link: { kind: 'closed' }, looked: null, typing };
  return andThen([closed, [{ kind: 'cancel-timer', timer: 'repeat' }]], (next) => receiveTyping(next, false));
}

function fireTimer(state: ChatState, timer: ChatTimer, policy: ChatPolicy): Next {
  switch (timer) {
    case 'retry-write':
      return retryWrite(state);
    case 'repeat':
      return repeat(state);
    case 'mail':
      return leaveMail(state, policy);
    case 'typing-rest':
      return endRest(state, policy);
    case 'typing-end':
      return changeTyping(state, false, policy);
    case 'their-typing-end':
      return receiveTyping(state, false);
  }
}
