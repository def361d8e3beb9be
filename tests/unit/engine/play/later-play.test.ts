import { describe, expect, it } from 'vitest';
import { createLaterPlay } from '#src/engine/play/later-play.ts';
import { createInMemoryStores } from '../../../fakes/in-memory-stores.ts';
import { createLinkPair } from '../../../fakes/link-pair.ts';
import { createSeededRandom } from '../../../fakes/seeded-random.ts';

/** Resolves when the code of the games has come and what waited for it is done. */
const loaded = async (): Promise<void> => {
  await import('#src/engine/play/play.ts');
  await import('#src/engine/play/games.ts');
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

function createPair() {
  const pair = createLinkPair();
  const random = createSeededRandom(3);
  const create = (name: 'ann' | 'ben', { matches } = createInMemoryStores()) =>
    createLaterPlay({
      links: pair[name].links,
      matches,
      stream: { publish: () => undefined, isWanted: () => false },
      clock: pair.clock,
      log: () => undefined,
      newId: () => random.hex(32),
      contactName: (id) => id,
      onChange: () => undefined,
      onNote: () => undefined,
    });
  return { pair, create };
}

describe('games that are loaded later', () => {
  it('miss nothing that came before they were there', async () => {
    const { pair, create } = createPair();
    const [ann, ben] = [create('ann'), create('ben')];
    pair.ann.want();
    await pair.clock.advanceAsync(30_000);
    await loaded();
    ann.act('ben', { kind: 'invite', game: 'gomoku' });
    await pair.clock.advanceAsync(100);
    expect([ann.views()[0]?.phase, ben.views()[0]?.phase]).toEqual(['inviting', 'invited']);
  });

  it('are there at once for what was being played', async () => {
    const { create } = createPair();
    const stores = createInMemoryStores();
    const record = {
      contactId: 'ben',
      id: 'a'.repeat(32),
      game: 'gomoku',
      seat: 0,
      round: 1,
      log: [],
      secret: 'b'.repeat(32),
    } as const;
    await stores.matches.save([{ ...record, score: [1, 0], rematch: { mine: false, theirs: false } }]);
    const ann = create('ann', stores);
    expect(ann.views()).toEqual([]);
    await ann.load();
    await loaded();
    expect(ann.views()[0]?.match).toMatchObject({ score: { mine: 1, theirs: 0 }, turn: 'mine', linked: false });
  });
});
