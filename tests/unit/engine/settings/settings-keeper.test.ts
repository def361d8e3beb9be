import { describe, expect, it } from 'vitest';
import { createSettingsKeeper } from '#src/engine/settings/settings-keeper.ts';
import type { SettingsChange } from '#src/shared/settings/settings.ts';
import { createInMemoryStores } from '../../../fakes/in-memory-stores.ts';

const server = { address: 'turn.example.org', username: 'alice', password: 'secret' };

/** What an engine that starts again has of the relay after these changes. */
async function relayAfter(...changes: readonly SettingsChange[]) {
  const { settings: store } = createInMemoryStores();
  const keeper = createSettingsKeeper(store);
  for (const change of changes) await keeper.change(change);
  const restarted = createSettingsKeeper(store);
  await restarted.load();
  return restarted.get().relayServer;
}

describe('the password of the relay', () => {
  it.each<[what: string, change: SettingsChange]>([
    ['another address is', { relayServer: { address: 'turn.example.com' } }],
    ['another user name is', { relayServer: { username: 'bob' } }],
    ['something else is', { theme: 'dark' }],
  ])('stays when %s entered by somebody who cannot read it', async (_, change) => {
    expect((await relayAfter({ relayServer: server }, change)).password).toBe('secret');
  });

  it('is replaced by another one', async () => {
    expect(await relayAfter({ relayServer: server }, { relayServer: { password: 'other' } })).toEqual({
      ...server,
      password: 'other',
    });
  });

  it('goes with the address, and may be entered before it', async () => {
    expect((await relayAfter({ relayServer: server }, { relayServer: { address: '' } })).password).toBe('');
    const inAnyOrder = [{ password: 'secret' }, { username: 'alice' }, { address: 'turn.example.org' }];
    expect(await relayAfter(...inAnyOrder.map((relayServer) => ({ relayServer })))).toEqual(server);
  });
});
