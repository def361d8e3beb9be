import type { CallShortcut } from '../../shared/messaging/contract.ts';
import { isSwitchedOn } from '../../shared/own-device.ts';
import type { CallView } from '../../shared/snapshot.ts';
import type { Calls } from './calls.ts';

export type ShortcutCalls = Pick<Calls, 'view' | 'answer' | 'hangUp' | 'setMicrophone' | 'shareScreen' | 'stopSharing'>;

type Act = (calls: ShortcutCalls, call: CallView) => void;

const acts: Readonly<Record<CallShortcut, Act>> = {
  'answer-or-hang-up': (calls, { phase }) => {
    if (phase === 'incoming') calls.answer({ video: false });
    else calls.hangUp();
  },
  mute: (calls, { self }) => calls.setMicrophone({ on: !isSwitchedOn(self.microphone) }),
  'share-screen': (calls, { self }) => {
    if (self.screen === 'off') calls.shareScreen();
    else if (self.screen === 'on') calls.stopSharing();
  },
};

/** What a key does depends on the call at that moment; without one it does nothing. */
export function pressShortcut(calls: ShortcutCalls, shortcut: CallShortcut): void {
  const call = calls.view();
  if (call !== null && call.phase !== 'ended') acts[shortcut](calls, call);
}
