import type { CallEnding, CallNotice, CallView } from '../../shared/snapshot.ts';
import type { MessageKey } from './text.ts';

const endings: Readonly<Record<CallEnding, MessageKey>> = {
  'hung-up-here': 'endingHungUp',
  'hung-up-there': 'endingHungUp',
  'declined-here': 'endingDeclinedHere',
  'declined-there': 'endingDeclinedThere',
  busy: 'endingBusy',
  'no-answer': 'endingNoAnswer',
  missed: 'endingMissed',
  'cancelled-here': 'endingCancelledHere',
  'cancelled-there': 'endingCancelledThere',
  'not-reachable': 'endingNotReachable',
  'connection-lost': 'endingConnectionLost',
  'permission-refused': 'endingPermissionRefused',
};

const notices: Readonly<Record<CallNotice, MessageKey>> = {
  'no-microphone': 'noticeNoMicrophone',
  'no-camera': 'noticeNoCamera',
  'no-devices': 'noticeNoDevices',
  'device-busy': 'noticeDeviceBusy',
  'microphone-refused': 'noticeMicrophoneRefused',
  'microphone-switched': 'noticeMicrophoneSwitched',
  'camera-switched': 'noticeCameraSwitched',
  'speaker-switched': 'noticeSpeakerSwitched',
  'camera-refused': 'noticeCameraRefused',
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

export const endingKey = (ending: CallEnding): MessageKey => endings[ending];

export const noticeKey = (notice: CallNotice): MessageKey => notices[notice];

export function callStatusKey(call: Pick<CallView, 'phase' | 'ending'>): MessageKey {
  return call.phase === 'ended' ? endings[call.ending ?? 'hung-up-there'] : phases[call.phase];
}

/** Endings after which the same call can be tried once more with hope. */
export function canTryAgain({ direction, ending }: Pick<CallView, 'direction' | 'ending'>): boolean {
  if (ending === 'connection-lost') return true;
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
