import type { CallView, ParticipantView } from '../../shared/snapshot.ts';
import type { CallMedia } from './call-media.ts';
import type { Call, CallTheirs } from './rules/state.ts';
import { isPicking, lostTimeoutMs } from './rules/state.ts';

const nothingTheirs: CallTheirs = { microphone: false, camera: false, screen: false };

/** What surfaces may know of the call, null when there is none. */
export function viewCall(
  call: Call,
  contactName: (id: string) => string,
  media: Pick<CallMedia, 'view' | 'participant'>,
): CallView | null {
  // Until something is picked there is nothing to see but the browser's picker.
  if (call.phase === 'idle' || isPicking(call)) return null;
  const joined = call.phase === 'joining' || call.phase === 'active';
  const { contactId } = call;
  const name = contactName(contactId);
  const { self, notices, quality, waiting } = media.view();
  const other: ParticipantView = {
    contactId,
    name,
    ...(joined ? call.theirs : nothingTheirs),
    ...media.participant(contactId),
  };
  return {
    callId: call.callId,
    contactId,
    contactName: name,
    direction: call.direction,
    video: call.video,
    ...(call.share === true && { shareOnly: true as const }),
    phase: phaseOf(call, waiting),
    ending: call.phase === 'ended' ? call.ending : null,
    ...(call.phase === 'ended' && call.obstacle !== undefined && { obstacle: call.obstacle }),
    ...(call.phase === 'active' && call.brokenAtMs !== null && { heldUntilMs: call.brokenAtMs + lostTimeoutMs }),
    connectedAtMs: joined || call.phase === 'ended' ? call.connectedAtMs : null,
    self,
    participants: [other],
    notices,
    quality,
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
