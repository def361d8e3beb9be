import { expect, it } from 'vitest';
import type { ContactRecord } from '#src/engine/ports/stores-port.ts';
import { createSettingsKeeper } from '#src/engine/settings/settings-keeper.ts';
import type { SnapshotSources } from '#src/engine/surfaces/snapshot-view.ts';
import { viewSnapshot } from '#src/engine/surfaces/snapshot-view.ts';
import { noDevices } from '#src/shared/settings/device-choice.ts';
import { createInMemoryStores } from '../../../fakes/in-memory-stores.ts';

const sources = {
  identity: { get: () => undefined, isDamaged: () => false },
  reception: { publication: { state: () => 'reachable' }, activeBrowser: { restsFor: () => null } },
  network: { view: () => 'online' },
  contacts: { all: () => [] },
  talk: {
    links: { presence: () => 'away' },
    conversations: { summary: () => ({ unread: 0, typing: false, lastMessage: null, activeAtMs: 0 }) },
    calls: { view: () => null },
    play: { views: () => [] },
    pointing: { view: () => null },
    devices: { list: () => noDevices },
    storage: () => 'ok',
    obstacles: { own: () => undefined },
  },
  floating: { state: () => 'closed' },
  host: { sleeps: false, invitePage: null, home: null },
} satisfies Omit<SnapshotSources, 'settings'>;

it('tells apart who is away and whose mailbox refuses us', () => {
  const settings = createSettingsKeeper(createInMemoryStores().settings);
  const grant = '1'.repeat(32);
  const ben: ContactRecord = {
    id: 'BEN',
    name: 'Ben',
    keys: { identity: new Uint8Array(32), agreement: new Uint8Array(32) },
    box: 'b'.repeat(64),
    sentSequence: 0,
    seenSequence: 0,
    changedAtMs: 0,
    status: 'accepted',
    myGrant: grant,
    theirGrant: grant,
    theirBeacon: grant,
    confirmed: true,
  };
  const presenceOf = (contact: ContactRecord) =>
    viewSnapshot({ ...sources, contacts: { all: () => [contact] }, settings }).contacts[0]?.presence;
  expect(presenceOf(ben)).toBe('away');
  expect(presenceOf({ ...ben, shutOut: true })).toBe('shut-out');
});

it('tells no surface the password of the relay, only that there is one', async () => {
  const settings = createSettingsKeeper(createInMemoryStores().settings);
  const view = () => viewSnapshot({ ...sources, settings });
  expect(view().settings.relayServer.hasPassword).toBe(false);
  await settings.change({ relayServer: { address: 'turn.example.org', username: 'alice', password: 'secret' } });
  expect(view().settings.relayServer).toEqual({ address: 'turn.example.org', username: 'alice', hasPassword: true });
  expect(JSON.stringify(view())).not.toContain('secret');
});

it('says that the browser puts us to sleep where it was seen, and nothing of it elsewhere', () => {
  const settings = createSettingsKeeper(createInMemoryStores().settings);
  expect(viewSnapshot({ ...sources, settings })).not.toHaveProperty('sleeps');
  expect(viewSnapshot({ ...sources, settings, host: { ...sources.host, sleeps: true } }).sleeps).toBe(true);
});
