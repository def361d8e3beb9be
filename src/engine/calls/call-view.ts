import type { CallView } from '../../shared/snapshot.ts';
import type { CallMediaView } from './call-media.ts';
import type { Call } from './rules/state.ts';
import { isPicking } from './rules/state.ts';

const nothingTheirs: CallView['theirs'] = { microphone: false, camera: false, screen: false };

/** What surfaces may know of the call, null when there is none. */
export function viewCall(call: Call, contactName: (id: string) => string, media: CallMediaView): CallView | null {
  // Until something is picked there is nothing to see but the browser's picker.
  if (call.phase === 'idle' || isPicking(call)) return null;
  const joined = call.phase === 'joining' || call.phase === 'active';
  return {
    callId: call.callId,
    contactId: call.contactId,
    contactName: contactName(call.contactId),
    direction: call.direction,
    video: call.video,
    ...(call.share === true && { shareOnly: true as const }),
    phase: phaseOf(call, media.waiting),
    ending: call.phase === 'ended' ? call.ending : null,
    connectedAtMs: joined || call.phase === 'ended' ? call.connectedAtMs : null,
    mine: media.mine,
    theirs: joined ? call.theirs : nothingTheirs,
    notice: media.notice,
    pictures: media.pictures,
    quality: media.quality,
    speaking: media.speaking,
    share: media.share,
    volumes: media.volumes,
  };
}

function phaseOf(call: Exclude<Call, { readonly phase: 'idle' }>, waiting: boolean): CallView['phase'] {
  switch (call.phase) {
    case 'preparing':
      return call.asked ? 'waiting-for-permission' : 'calling';
    case 'calling':
      return call.ringing ? 'ringing' : 'calling';
    case 'incoming':
      return 'incoming';
    case 'joining':
      return waiting ? 'waiting-for-permission' : 'connecting';
    case 'active':
      if (waiting) return 'waiting-for-permission';
      return call.link === 'open' && call.mediaReady ? 'connected' : 'reconnecting';
    case 'ended':
      return 'ended';
  }
}
