import { expect, it } from 'vitest';
import { createSettingsKeeper } from '#src/engine/settings/settings-keeper.ts';
import { viewSnapshot } from '#src/engine/surfaces/snapshot-view.ts';
import { noDevices } from '#src/shared/settings/device-choice.ts';
import { createInMemoryStores } from '../../../fakes/in-memory-stores.ts';

it('tells no surface the password of the relay, only that there is one', async () => {
  const settings = createSettingsKeeper(createInMemoryStores().settings);
  const view = () =>
    viewSnapshot({
      identity: { get: () => undefined },
      reception: { publication: { state: () => 'reachable' }, activeBrowser: { isElsewhere: () => false } },
      network: { view: () => 'online' },
      contacts: { all: () => [] },
      talk: {
        links: { presence: () => 'away' },
        conversations: { summary: () => ({ unread: 0, typing: false, lastMessage: null }) },
        calls: { view: () => null },
        devices: { list: () => noDevices },
        storage: () => 'ok',
        mayConnect: () => true,
      },
      floating: { state: () => 'closed' },
      settings,
    });
  expect(view().settings.relayServer.hasPassword).toBe(false);
  await settings.change({ relayServer: { address: 'turn.example.org', username: 'alice', password: 'secret' } });
  expect(view().settings.relayServer).toEqual({ address: 'turn.example.org', username: 'alice', hasPassword: true });
  expect(JSON.stringify(view())).not.toContain('secret');
});
