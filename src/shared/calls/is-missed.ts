import type { CallNote } from '../../engine/calls/rules/call-note.ts';

/** It rang here, or would have, and nobody answered. */
export function isMissed({ mine, ending }: Pick<CallNote, 'mine' | 'ending'>): boolean {
  return !mine && (ending === 'missed' || ending === 'cancelled-there');
}
