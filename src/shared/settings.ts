import type { ChosenDevices } from './call/device-choice.ts';
import type { ShareMode } from './call/share-mode.ts';
import type { RelayServer } from './link/relay.ts';
import { noRelayServer } from './link/relay.ts';

/** What a person can choose; kept by the engine, shown and changed by every surface. */
export interface Settings extends ChosenDevices {
  readonly language: 'system' | 'en' | 'ja';
  readonly theme: 'system' | 'light' | 'dark';
  readonly sendReadReceipts: boolean;
  readonly showTyping: boolean;
  /** Messages for contacts who are away wait for them in sealed mail, for a week at most. */
  readonly leaveMail: boolean;
  readonly acceptRequestsById: boolean;
  /** Connections go through a relay or not at all, so that contacts do not see our address. */
  readonly relayOnly: boolean;
  readonly relayServer: RelayServer;
  /** A call can be heard while it rings, here or there. */
  readonly ringSound: boolean;
  /** Calls and messages make no sound and no notification; missed calls are noted all the same. */
  readonly doNotDisturb: boolean;
  /** The own picture as in a mirror; the other side never sees it so. */
  readonly mirrorSelfView: boolean;
  readonly showSelfView: boolean;
  readonly shareMode: ShareMode;
}

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  sendReadReceipts: true,
  showTyping: true,
  leaveMail: true,
  acceptRequestsById: true,
  relayOnly: false,
  relayServer: noRelayServer,
  ringSound: true,
  doNotDisturb: false,
  microphone: null,
  camera: null,
  speaker: null,
  mirrorSelfView: true,
  showSelfView: true,
  shareMode: 'text',
};
