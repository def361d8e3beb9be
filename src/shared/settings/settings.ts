import type { ChosenDevices } from './device-choice.ts';
import type { RelayServer, RelayServerView } from './relay.ts';
import { changeRelayServer, noRelayServer, viewRelayServer } from './relay.ts';
import type { ShareMode } from './share-mode.ts';

/** What a person can choose; kept by the engine, shown and changed by every surface in the two forms below. */
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
  /** Who is not verified may point at what is shared only once that is allowed by hand. */
  readonly pointVerifiedOnly: boolean;
}

export interface SettingsView extends Omit<Settings, 'relayServer'> {
  readonly relayServer: RelayServerView;
}

/** Parts that are not named stay as they are, also those of the relay. */
export interface SettingsChange extends Partial<Omit<Settings, 'relayServer'>> {
  readonly relayServer?: Partial<RelayServer>;
}

export function viewSettings(settings: Settings): SettingsView {
  return { ...settings, relayServer: viewRelayServer(settings.relayServer) };
}

export function changeSettings(before: Settings, { relayServer, ...change }: SettingsChange): Settings {
  const next = { ...before, ...change };
  return relayServer ? { ...next, relayServer: changeRelayServer(before.relayServer, relayServer) } : next;
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
  pointVerifiedOnly: false,
};

export const defaultSettingsView = viewSettings(defaultSettings);
