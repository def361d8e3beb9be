import { defaultSettings } from '../../src/shared/settings.ts';
import type { CallView, ContactView, Snapshot } from '../../src/shared/snapshot.ts';

export function snapshotOf(parts: Partial<Snapshot> = {}): Snapshot {
  return {
    phase: 'ready',
    self: null,
    network: 'online',
    contacts: [],
    requests: [],
    call: null,
    settings: defaultSettings,
    storage: 'ok',
    ...parts,
  };
}

export function contactOf(parts: Partial<ContactView> = {}): ContactView {
  return { id: 'B', name: 'Bob', presence: 'online', unread: 0, typing: false, lastMessage: null, ...parts };
}

export function callOf(parts: Partial<CallView> = {}): CallView {
  return {
    callId: 'call',
    contactId: 'B',
    contactName: 'Bob',
    direction: 'incoming',
    video: false,
    phase: 'incoming',
    ending: null,
    connectedAtMs: null,
    mine: { microphone: 'none', camera: 'off', screen: 'off' },
    theirs: { microphone: false, camera: false, screen: false },
    notice: null,
    pictures: { remoteVideo: 0, remoteScreen: 0, selfView: 0 },
    ...parts,
  };
}
