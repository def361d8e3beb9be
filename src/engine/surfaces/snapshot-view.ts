import { formatId } from '../../shared/identity/id-codec.ts';
import { formatInviteLink } from '../../shared/identity/invite-link.ts';
import { viewSettings } from '../../shared/settings/settings.ts';
import type { ContactView, RequestView, SelfView, Snapshot } from '../../shared/snapshot.ts';
import type { Calls } from '../calls/calls.ts';
import type { Conversations } from '../chat/conversations.ts';
import type { DeviceBook } from '../devices/device-book.ts';
import type { Introductions } from '../introductions.ts';
import type { NetworkWatch } from '../mailbox/network-watch.ts';
import type { FloatingWindow } from '../ports/floating-window-port.ts';
import type { ContactRecord, IdentityRecord } from '../ports/stores-port.ts';
import type { ContactBook, Links } from '../services.ts';
import type { SettingsKeeper } from '../settings-keeper.ts';

/** Where each part of the snapshot comes from. */
export interface SnapshotSources {
  readonly introductions: {
    readonly identity: Pick<Introductions['identity'], 'get'>;
    readonly publication: Pick<Introductions['publication'], 'state'>;
    readonly instance: Pick<Introductions['instance'], 'isElsewhere'>;
  };
  readonly network: Pick<NetworkWatch, 'view'>;
  readonly contacts: Pick<ContactBook, 'all'>;
  readonly links: Pick<Links, 'presence'>;
  readonly conversations: Pick<Conversations, 'summary'>;
  readonly calls: Pick<Calls, 'view'>;
  readonly devices: Pick<DeviceBook, 'list'>;
  readonly floating: Pick<FloatingWindow, 'state'>;
  readonly settings: Pick<SettingsKeeper, 'get'>;
  readonly storage: () => Snapshot['storage'];
  readonly mayConnect: () => boolean;
}

/** What surfaces may see at this moment. */
export function viewSnapshot(sources: SnapshotSources): Snapshot {
  const identity = sources.introductions.identity.get();
  return {
    phase: viewPhase(sources),
    self: identity ? viewSelf(identity, sources) : null,
    network: viewNetwork(sources),
    contacts: viewContacts(sources),
    requests: viewRequests(sources),
    call: sources.calls.view(),
    floatingWindow: sources.floating.state(),
    settings: viewSettings(sources.settings.get()),
    devices: sources.devices.list(),
    storage: sources.storage(),
  };
}

function viewNetwork({ network, mayConnect }: SnapshotSources): Snapshot['network'] {
  const view = network.view();
  return view === 'offline' || mayConnect() ? view : 'no-relay';
}

function viewPhase({ introductions: { identity, instance } }: SnapshotSources): Snapshot['phase'] {
  if (!identity.get()) return 'first-run';
  return instance.isElsewhere() ? 'elsewhere' : 'ready';
}

function viewSelf(identity: IdentityRecord, sources: SnapshotSources): SelfView {
  const reachable = identity.publishedBy !== null;
  return {
    name: identity.name,
    id: reachable ? identity.id : null,
    inviteLink: reachable ? formatInviteLink(identity.id, identity.knockToken) : null,
    publication: sources.introductions.publication.state(),
  };
}

function viewContacts(sources: SnapshotSources): ContactView[] {
  return sources.contacts
    .all()
    .filter((contact) => contact.status === 'accepted' || contact.status === 'knocked')
    .map((contact) => ({ contact, ...sources.conversations.summary(contact.id) }))
    .sort((a, b) => lastActivityMs(b) - lastActivityMs(a))
    .map(({ contact, unread, typing, lastMessage }) => ({
      id: contact.id,
      name: contact.name || formatId(contact.id),
      presence: contact.status === 'knocked' ? 'request-sent' : sources.links.presence(contact.id),
      unread,
      typing,
      lastMessage,
      verifiedAtMs: contact.verifiedAtMs ?? null,
      ...(contact.muted === true && { muted: true as const }),
    }));
}

function lastActivityMs(row: { contact: ContactRecord; lastMessage: ContactView['lastMessage'] }): number {
  return row.lastMessage?.atMs ?? row.contact.changedAtMs;
}

function viewRequests(sources: SnapshotSources): RequestView[] {
  return sources.contacts
    .all()
    .filter((contact) => contact.status === 'asked')
    .sort((a, b) => b.changedAtMs - a.changedAtMs)
    .map(({ id, name, changedAtMs }) => ({ id, name: name || formatId(id), atMs: changedAtMs }));
}
