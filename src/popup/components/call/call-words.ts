import type { CallEnding } from '../../../engine/calls/rules/call-note.ts';
import type { CallNoteView, CallNotice, CallView } from '../../../shared/snapshot.ts';
import type { MessageKey } from '../basics/text.ts';
import { deviceWords } from './device-words.ts';
import { shareEndingKey, sharePhaseKey } from './share-words.ts';

const endings: Readonly<Record<CallEnding, MessageKey>> = {
  'hung-up-here': 'endingHungUp',
  'hung-up-there': 'endingHungUp',
  'declined-here': 'endingDeclinedHere',
  'declined-there': 'endingDeclinedThere',
  busy: 'endingBusy',
  'no-answer': 'endingNoAnswer',
  missed: 'endingMissed',
  'cancelled-here': 'endingCancelledHere',
  // To the one who did not answer it is all the same why it stopped ringing.
  'cancelled-there': 'endingMissed',
  'not-reachable': 'endingNotReachable',
  'connection-lost': 'endingConnectionLost',
  'permission-refused': 'endingPermissionRefused',
};

/** Why they were not reached, where it was not they who were away. */
const obstacles: Readonly<Record<NonNullable<CallView['obstacle']>, MessageKey>> = {
  offline: 'endingOffline',
  'no-relay': 'endingNoRelay',
  refused: 'endingRefused',
  unreachable: 'endingUnreachable',
  'relay-refused': 'endingRelayRefused',
  'relay-unreachable': 'endingRelayUnreachable',
  'no-path': 'endingNoPath',
};

const notices: Readonly<Record<CallNotice, MessageKey>> = {
  ...deviceWords,
  'speaker-switched': 'noticeSpeakerSwitched',
  'screen-refused': 'noticeScreenRefused',
  'screen-ended': 'noticeScreenEnded',
};

const phases: Readonly<Record<Exclude<CallView['phase'], 'ended'>, MessageKey>> = {
  'waiting-for-permission': 'callWaitingForPermission',
  calling: 'callCalling',
  ringing: 'callRinging',
  incoming: 'callRinging',
  connecting: 'callConnecting',
  connected: 'callConnected',
  reconnecting: 'callReconnecting',
};

export function noteEndingKey({ ending, mine, share, obstacle }: CallNoteView): MessageKey {
  if (obstacle !== undefined) return obstacles[obstacle];
  return (share && shareEndingKey(ending, mine)) ?? endings[ending];
}

export function noteKindKey({ video, share }: CallNoteView): MessageKey {
  if (share) return 'screenShare';
  return video ? 'videoCall' : 'voiceCall';
}

export const noticeKey = (notice: CallNotice): MessageKey => notices[notice];

export function callStatusKey(
  call: Pick<CallView, 'phase' | 'ending' | 'direction' | 'shareOnly' | 'obstacle'>,
): MessageKey {
  const { phase, shareOnly, obstacle } = call;
  if (obstacle !== undefined) return obstacles[obstacle];
  const mine = call.direction === 'outgoing';
  const ending = call.ending ?? 'hung-up-there';
  if (phase === 'ended') return (shareOnly && shareEndingKey(ending, mine)) ?? endings[ending];
  return (shareOnly && sharePhaseKey(phase, mine)) ?? phases[phase];
}

/** Endings after which the same call can be tried once more with hope. */
export function canTryAgain({
  direction,
  ending,
  shareOnly,
}: Pick<CallView, 'direction' | 'ending' | 'shareOnly'>): boolean {
  // A screen of theirs can only be offered by them.
  if (ending === 'connection-lost') return direction === 'outgoing' || shareOnly !== true;
  return (
    direction === 'outgoing' &&
    ending !== null &&
    ['no-answer', 'busy', 'not-reachable', 'permission-refused'].includes(ending)
  );
}

/** The person here ended it, so there is nothing to tell them. */
export function endedByOneself(ending: CallEnding | null): boolean {
  return ending === 'hung-up-here' || ending === 'declined-here' || ending === 'cancelled-here';
}
