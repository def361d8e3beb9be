import { noDevices } from '#src/shared/settings/device-choice.ts';
import { defaultSettingsView } from '#src/shared/settings/settings.ts';
import type {
  CallView,
  ContactView,
  MessageView,
  OwnPartView,
  ParticipantView,
  Snapshot,
} from '#src/shared/snapshot.ts';

/** A snapshot of somebody who has just begun. */
export const emptySnapshot: Snapshot = {
  phase: 'ready',
  self: {
    name: 'Alice',
    id: '7K3M9QXAW2NP4TGVC1HR',
    inviteLink:
      'https://beeline.example/#7K3M-9QXA-W2NP-4TGV-C1HR.0123456789abcdef0123456789abcdef.friends-of-bob.AIzaSyA1b2C3d4E5f6G7h8J9k0L1m2N3o4P5q6R',
    publication: 'reachable',
  },
  network: 'online',
  contacts: [],
  requests: [],
  call: null,
  games: [],
  pointing: null,
  floatingWindow: 'closed',
  settings: defaultSettingsView,
  devices: noDevices,
  storage: 'ok',
};

export function contactNamed(name: string, change: Partial<ContactView> = {}): ContactView {
  return {
    id: `ID${[...name].map((letter) => letter.codePointAt(0)?.toString(36)).join('')}`.slice(0, 20).toUpperCase(),
    name,
    presence: 'online',
    unread: 0,
    typing: false,
    lastMessage: null,
    verifiedAtMs: null,
    ...change,
  };
}

export function messageSaying(text: string, change: Partial<MessageView> = {}): MessageView {
  return { kind: 'message', id: text.slice(0, 40), mine: false, text, atMs: Date.now(), state: 'delivered', ...change };
}

export interface CallChange extends Partial<Omit<CallView, 'self' | 'participants'>> {
  readonly self?: Partial<OwnPartView>;
  /** The one with whom the call is. */
  readonly other?: Partial<ParticipantView>;
}

export function callWith(contact: ContactView, { self, other, ...change }: CallChange = {}): CallView {
  return {
    callId: 'call-1',
    contactId: contact.id,
    contactName: contact.name,
    direction: 'outgoing',
    video: true,
    phase: 'connected',
    ending: null,
    connectedAtMs: Date.now() - 187_000,
    self: {
      microphone: 'on',
      camera: 'on',
      screen: 'off',
      share: { paused: null, mode: 'text', source: 'tab', page: null },
      speaking: false,
      pictures: { camera: 0, screen: 0 },
      ...self,
    },
    participants: [
      {
        contactId: contact.id,
        name: contact.name,
        microphone: true,
        camera: true,
        screen: false,
        speaking: false,
        pictures: { camera: 0, screen: 0 },
        volumes: { voice: 1, screen: 1 },
        ...other,
      },
    ],
    notices: [],
    quality: { grade: 'good', reason: null },
    ...change,
  };
}
