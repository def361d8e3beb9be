import { noDevices } from '../shared/settings/device-choice.ts';
import type { SettingsView } from '../shared/settings/settings.ts';
import { defaultSettingsView } from '../shared/settings/settings.ts';
import type { ContactView, Snapshot } from '../shared/snapshot.ts';
import type { TextStorage } from './drafts.ts';
import { tryToStore } from './drafts.ts';

const key = 'last-snapshot';

/** What the next surface paints before the engine has answered: names and settings, never the text of a message. */
export function storeForNextOpening(storage: TextStorage, snapshot: Snapshot): void {
  tryToStore(storage, key, JSON.stringify(withoutSecrets(snapshot)));
}

export function withoutSecrets(snapshot: Snapshot): Snapshot {
  return {
    phase: snapshot.phase,
    self: snapshot.self && { ...snapshot.self, inviteLink: null },
    network: 'starting',
    contacts: snapshot.contacts.map((contact) => ({
      id: contact.id,
      name: contact.name,
      presence: contact.presence === 'request-sent' ? 'request-sent' : 'away',
      unread: contact.unread,
      typing: false,
      lastMessage: null,
      verifiedAtMs: contact.verifiedAtMs,
    })),
    requests: [],
    call: null,
    games: [],
    pointing: null,
    floatingWindow: 'unavailable',
    settings: { ...snapshot.settings, microphone: null, camera: null, speaker: null },
    devices: noDevices,
    storage: 'ok',
  };
}

/** Undefined when nothing usable is stored; a first run is never painted from memory, because the engine may know better. */
export function readFromLastTime(storage: TextStorage): Snapshot | undefined {
  const value = parseJson(storage.getItem(key));
  if (!isRecord(value) || value.phase !== 'ready' || !Array.isArray(value.contacts)) return undefined;
  const self = value.self;
  if (!isRecord(self) || typeof self.name !== 'string') return undefined;
  return {
    phase: 'ready',
    self: {
      name: self.name,
      id: typeof self.id === 'string' ? self.id : null,
      inviteLink: null,
      publication: typeof self.id === 'string' ? 'reachable' : 'signing-in',
    },
    network: 'starting',
    contacts: value.contacts.map(parseContact).filter((contact) => contact !== undefined),
    requests: [],
    call: null,
    games: [],
    pointing: null,
    floatingWindow: 'unavailable',
    settings: parseSettings(value.settings),
    devices: noDevices,
    storage: 'ok',
  };
}

function parseContact(value: unknown): ContactView | undefined {
  if (!isRecord(value)) return undefined;
  const { id, name, presence, unread, verifiedAtMs } = value;
  if (typeof id !== 'string' || typeof name !== 'string' || typeof unread !== 'number') return undefined;
  return {
    id,
    name,
    presence: presence === 'request-sent' ? 'request-sent' : 'away',
    unread,
    typing: false,
    lastMessage: null,
    verifiedAtMs: typeof verifiedAtMs === 'number' ? verifiedAtMs : null,
  };
}

function parseSettings(value: unknown): SettingsView {
  if (!isRecord(value)) return defaultSettingsView;
  const { language, theme } = value;
  return {
    ...defaultSettingsView,
    language: language === 'en' || language === 'ja' ? language : 'system',
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
  };
}

function parseJson(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
