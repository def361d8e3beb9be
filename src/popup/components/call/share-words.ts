import type { CallEnding } from '../../../engine/calls/rules/call-note.ts';
import type { CallView } from '../../../shared/snapshot.ts';
import type { MessageKey } from '../basics/text.ts';

/** What a screen that is shown without a call says otherwise than a call, to the one who shows it and to the one who watches. */

type Words<Kind extends string> = Readonly<Partial<Record<Kind, MessageKey>>>;

const ownEndings: Words<CallEnding> = {
  'hung-up-here': 'endingShareOver',
  'hung-up-there': 'endingShareLeft',
  'declined-there': 'endingShareDeclinedThere',
  'cancelled-here': 'endingShareCancelledHere',
  'permission-refused': 'noticeScreenRefused',
};

const theirEndings: Words<CallEnding> = {
  'hung-up-here': 'endingShareLeftHere',
  'hung-up-there': 'endingShareStopped',
  'declined-here': 'endingShareDeclinedHere',
  missed: 'endingShareMissed',
  'cancelled-there': 'endingShareCancelledThere',
};

const ownPhases: Words<CallView['phase']> = {
  calling: 'shareAsking',
  ringing: 'shareWaiting',
  connected: 'shareShowing',
};

/** Undefined where the words of a call do. */
export function shareEndingKey(ending: CallEnding, mine: boolean): MessageKey | undefined {
  return (mine ? ownEndings : theirEndings)[ending];
}

export function sharePhaseKey(phase: CallView['phase'], mine: boolean): MessageKey | undefined {
  if (mine) return ownPhases[phase];
  return phase === 'connected' ? 'shareWatching' : undefined;
}
