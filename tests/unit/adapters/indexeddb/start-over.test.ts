import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { openStores } from '#src/adapters/indexeddb/open-stores.ts';
import { defaultSettings } from '#src/shared/settings/settings.ts';

describe('starting over', () => {
  it('leaves nothing but what was given, and refuses what would be written afterwards', async () => {
    const name = crypto.randomUUID();
    const stores = await openStores({ name });
    const kept = { ...defaultSettings, theme: 'dark' } as const;
    await stores.settings.save(defaultSettings);
    await stores.untoldCalls.save([]);
    const match = { contactId: 'B', id: 'g', game: 'gomoku', seat: 0, round: 1, log: [], secret: 's' } as const;
    await stores.matches.save([{ ...match, score: [0, 0], rematch: { mine: false, theirs: false } }]);
    expect(await stores.matches.load()).toHaveLength(1);
    await stores.startOver({ settings: kept });
    await expect(stores.settings.save(defaultSettings)).rejects.toMatchObject({ code: 'failed' });
    const again = await openStores({ name });
    expect(await again.settings.load()).toEqual(kept);
    expect(await again.identity.load()).toBeUndefined();
    expect(await again.contacts.all()).toEqual([]);
    expect(await again.matches.load()).toEqual([]);
  });
});
