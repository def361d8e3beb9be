import { endCall } from './ending.ts';
import { beginCalling } from './phases.ts';
import type { CallMachine, CallStep, JoinedCall, LiveCall, PersonFact, PickingCall } from './state.ts';
import { idleCalls, isJoined } from './state.ts';

/** What is particular to a screen that is shown without a call. */

/** The picker gives way: nobody has heard of it, so nothing is said and nothing noted. */
export function dropPicking(machine: CallMachine): CallStep {
  return [{ ...machine, call: idleCalls.call }, [{ kind: 'release-media' }]];
}

/** Stays on screen until it is dismissed, for there is something to allow; nobody else has heard of it, and no log keeps it. */
function refusePicking(machine: CallMachine, { callId, contactId, video, share, direction }: PickingCall): CallStep {
  const basics = { callId, contactId, video, share, direction };
  const call = { phase: 'ended', ...basics, ending: 'permission-refused', connectedAtMs: null } as const;
  return [{ ...machine, call }, [{ kind: 'release-media' }]];
}

export function stepPicking(machine: CallMachine, call: PickingCall, kind: PersonFact['kind']): CallStep {
  if (kind === 'screen-picked') return beginCalling(machine, call);
  if (kind === 'screen-refused') return refusePicking(machine, call);
  return kind === 'screen-not-picked' || kind === 'hung-up' ? dropPicking(machine) : [machine, []];
}

/** Nothing is shown from here any more: an own share is over with that, unless one of the two speaks, films or shows by now. */
export function onShareEnded(
  machine: CallMachine,
  call: LiveCall,
  { devicesOn, atMs }: { readonly devicesOn: boolean; readonly atMs: number },
): CallStep {
  if (call.share !== true || call.direction === 'incoming') return [machine, []];
  if (!isJoined(call)) return endCall(machine, call, { ending: 'cancelled-here', atMs });
  const { microphone, camera, screen } = call.theirs;
  if (devicesOn || microphone || camera || screen) return [{ ...machine, call: withoutShare(call) }, []];
  return endCall(machine, call, { ending: 'hung-up-here', atMs });
}

/** From here on it is a call like any other. */
export function withoutShare({ share: _, ...call }: JoinedCall): JoinedCall {
  return call;
}
