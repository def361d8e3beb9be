import type { CallButtons } from '../../engine/ports/floating-window-port.ts';
import { isSwitchedOn } from '../../shared/own-device.ts';
import type { CallView, OwnPartView } from '../../shared/snapshot.ts';

type CallAction = 'hangup' | 'togglemicrophone' | 'togglecamera' | 'togglescreenshare';

declare global {
  interface MediaSession {
    /** Not yet in TypeScript's list: Media Session §5. */
    setActionHandler(action: CallAction, handler: (() => void) | null): void;
    /** Not in every browser: Media Session §5. */
    setScreenshareActive?(active: boolean): Promise<void>;
  }
}

export interface MediaSessionHost
  extends Pick<MediaSession, 'metadata'>,
    Partial<Pick<MediaSession, 'setMicrophoneActive' | 'setCameraActive' | 'setScreenshareActive'>> {
  setActionHandler(action: CallAction, handler: (() => void) | null): void;
}

/** The buttons that the browser itself shows for a call, in the floating window and beside its media controls. */
export interface CallSession {
  follow(call: Pick<CallView, 'contactName' | 'self'> | null): void;
}

export function createCallSession(
  host: MediaSessionHost,
  buttons: CallButtons,
  describe: (title: string) => MediaMetadata = (title) => new MediaMetadata({ title }),
): CallSession {
  let own: OwnPartView | null = null;
  let title: string | null = null;

  const handlers: Readonly<Record<CallAction, () => void>> = {
    hangup: buttons.hangUp,
    togglemicrophone: () => buttons.setMicrophone({ on: !isSwitchedOn(own?.microphone ?? 'none') }),
    togglecamera: () => buttons.setCamera({ on: !isSwitchedOn(own?.camera ?? 'off') }),
    togglescreenshare: () => {
      if (own?.screen === 'on') buttons.stopSharing();
      else if (own?.screen === 'off') buttons.shareScreen();
    },
  };

  function setHandlers(inCall: boolean): void {
    for (const [action, handler] of Object.entries(handlers)) {
      // The keys of a record of ours.
      trySetHandler(host, action as CallAction, inCall ? handler : null);
    }
  }

  return {
    follow(call) {
      const wasInCall = own !== null;
      own = call?.self ?? null;
      if ((call !== null) !== wasInCall) setHandlers(call !== null);
      if (call?.contactName !== title) {
        title = call?.contactName ?? null;
        host.metadata = title === null ? null : describe(title);
      }
      void host.setMicrophoneActive?.(own?.microphone === 'on');
      void host.setCameraActive?.(own?.camera === 'on');
      void host.setScreenshareActive?.(own?.screen === 'on');
    },
  };
}

/** A browser that lacks an action throws; the call has its other buttons. */
function trySetHandler(host: MediaSessionHost, action: CallAction, handler: (() => void) | null): void {
  try {
    host.setActionHandler(action, handler);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}
