import type { ContactId } from '../shared/identity/contact-id.ts';
import type { Handlers } from '../shared/messaging/channel.ts';
import { pressShortcut } from './calls/call-shortcuts.ts';
import type { Calls } from './calls/calls.ts';
import type { DeviceTest } from './devices/device-test.ts';
import type { FloatingWindow } from './ports/floating-window-port.ts';

export interface GestureRequestsDeps {
  readonly calls: Calls;
  readonly isContact: (contactId: ContactId) => boolean;
  readonly floating: Pick<FloatingWindow, 'open' | 'close'>;
  readonly deviceTest: DeviceTest;
}

/** Requests that carry a click's gesture to the browser: nothing may be waited for on the way. */
export function createGestureRequests({ calls, isContact, floating, deviceTest }: GestureRequestsDeps) {
  return {
    'call.offerScreen': (to) => (isContact(to.contactId) ? calls.offerScreen(to) : undefined),
    'call.shareScreen': () => calls.shareScreen(),
    'call.pauseSharing': (wish) => calls.pauseSharing(wish),
    'call.setVolume': (wish) => calls.setVolume(wish),
    'call.stopSharing': () => calls.stopSharing(),
    'call.pressShortcut': ({ shortcut }) => pressShortcut(calls, shortcut),
    'floatingWindow.open': () => floating.open(),
    'floatingWindow.close': () => floating.close(),
    'deviceTest.hold': ({ viewId, devices, callId }) => deviceTest.hold(viewId, devices, callId),
    'deviceTest.release': ({ viewId }) => deviceTest.release(viewId),
    'deviceTest.playTone': () => deviceTest.playTone(),
  } satisfies Partial<Handlers<'engine'>>;
}
