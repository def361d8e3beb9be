import type { HomeProject } from '../../shared/identity/home-project.ts';
import { formatId } from '../../shared/identity/id-codec.ts';
import { formatInviteLink } from '../../shared/identity/invite-link.ts';
import { viewSettings } from '../../shared/settings/settings.ts';
import type { ContactView, RequestView, SelfView, Snapshot } from '../../shared/snapshot.ts';
import type { Calls } from '../calls/calls.ts';
import type { Conversations } from '../chat/conversations.ts';
import type { ContactBook } from '../contacts/contact-book.ts';
import type { DeviceBook } from '../devices/device-book.ts';
import type { ActiveBrowser } from '../identity/active-browser.ts';
import type { IdentityKeeper } from '../identity/identity-keeper.ts';
import type { Publication } from '../identity/publication.ts';
import type { Links } from '../links/links.ts';
import type { Obstacles } from '../links/obstacles.ts';
import type { NetworkWatch } from '../mailbox/network-watch.ts';
import type { Play } from '../play/play.ts';
import type { Pointing } from '../pointing/pointing.ts';
import type { FloatingWindow } from '../ports/floating-window-port.ts';
import type { ContactRecord, IdentityRecord } from '../ports/stores-port.ts';
import type { SettingsKeeper } from '../settings/settings-keeper.ts';

/** Where each part of the snapshot comes from. */
export interface SnapshotSources {
  readonly identity: Pick<IdentityKeeper, 'get' | 'isDamaged'>;
  readonly reception: {
    readonly publication: Pick<Publication, 'state'>;
    readonly activeBrowser: Pick<ActiveBrowser, 'restsFor'>;
  };
  readonly network: Pick<NetworkWatch, 'view'>;
  readonly contacts: Pick<ContactBook, 'all'>;
  readonly talk: {
    readonly links: Pick<Links, 'presence'>;
    readonly conversations: Pick<Conversations, 'summary'>;
    readonly calls: Pick<Calls, 'view'>;
    readonly play: Pick<Play, 'views'>;
    readonly pointing: Pick<Pointing, 'view'>;
    readonly devices: Pick<DeviceBook, 'list'>;
    storage(): Snapshot['storage'];
    readonly obstacles: Pick<Obstacles, 'own'>;
  };
  readonly floating: Pick<FloatingWindow, 'state'>;
  readonly settings: Pick<SettingsKeeper, 'get'>;
  readonly host: { readonly sleeps: boolean; readonly invitePage: string | null; readonly home: HomeProject | null };
}

/** What surfaces may see at this moment. */
export function viewSnapshot(sources: SnapshotSources): Snapshot {
  const identity = sources.identity.get();
  return {
    phase: viewPhase(sources),
    self: identity ? viewSelf(identity, sources) : null,
    network: viewNetwork(sources),
    contacts: viewContacts(sources),
    requests: viewRequests(sources),
    call: sources.talk.calls.view(),
    games: sources.talk.play.views(),
    pointing: sources.talk.pointing.view(),
    floatingWindow: sources.floating.state(),
    settings: viewSettings(sources.settings.get()),
    devices: sources.talk.devices.list(),
    storage: sources.talk.storage(),
    ...(sources.host.sleeps && { sleeps: true as const }),
  };
}

function viewNetwork({ network, talk }: SnapshotSources): Snapshot['network'] {
  const view = network.view();
  return talk.obstacles.own() ?? (view === 'online' ? view : 'starting');
}

function viewPhase({ identity, reception }: SnapshotSources): Snapshot['phase'] {
  if (identity.isDamaged()) return 'damaged';
  if (!identity.get()) return 'first-run';
  return reception.activeBrowser.restsFor() ?? 'ready';
}

function viewSelf(identity: IdentityRecord, sources: SnapshotSources): SelfView {
  const publication = sources.reception.publication.state();
  const { id, knockToken: token } = identity;
  const { home, invitePage } = sources.host;
  const reachable = identity.publishedBy !== null && publication !== 'taken';
  return {
    name: identity.name,
    id: reachable ? id : null,
    inviteLink: reachable ? formatInviteLink({ id, token, home }, invitePage) : null,
    publication,
  };
}

function viewContacts(sources: SnapshotSources): ContactView[] {
  return sources.contacts
    .all()
    .filter((contact) => contact.status === 'accepted' || contact.status === 'knocked')
    .map((contact) => ({ contact, ...sources.talk.conversations.summary(contact.id) }))
    .sort((a, b) => lastActivityMs(b) - lastActivityMs(a))
    .map(({ contact, activeAtMs: _, ...summary }) => ({
      id: contact.id,
      name: contact.name || formatId(contact.id),
      presence: viewPresence(contact, sources.talk.links),
      ...summary,
      verifiedAtMs: contact.verifiedAtMs ?? null,
      ...(contact.muted === true && { muted: true as const }),
    }));
}

function viewPresence(contact: ContactRecord, links: SnapshotSources['talk']['links']): ContactView['presence'] {
  if (contact.status === 'knocked') return 'request-sent';
  return contact.status === 'accepted' && contact.shutOut ? 'shut-out' : links.presence(contact.id);
}

function lastActivityMs({ contact, activeAtMs }: { contact: ContactRecord; activeAtMs: number }): number {
  return activeAtMs || contact.changedAtMs;
}

function viewRequests(sources: SnapshotSources): RequestView[] {
  return sources.contacts
    .all()
    .filter((contact) => contact.status === 'asked')
    .sort((a, b) => b.changedAtMs - a.changedAtMs)
    .map(({ id, name, changedAtMs }) => ({ id, name: name || formatId(id), atMs: changedAtMs }));
}
