import { makeCard, parseCard } from '#src/engine/crypto/card.ts';
import type { IdentityRecord } from '#src/engine/ports/stores-port.ts';
import { createSeededRandom } from '../../fakes/seeded-random.ts';
import { soakRow } from '../../soak/support/row.ts';
import { createPerson, flipBit } from '../../unit/engine/crypto/people.ts';

type Substitution = (victim: IdentityRecord, attacker: IdentityRecord, number: number) => Promise<Uint8Array>;

/** What whoever runs the directory could put in place of a card. */
const substitutions: readonly Substitution[] = [
  async (_victim, attacker) => makeCard(attacker),
  async (victim, attacker) =>
    makeCard({ ...attacker, publicKeys: { ...attacker.publicKeys, agreement: victim.publicKeys.agreement } }),
  async (victim, attacker) =>
    makeCard({ ...attacker, publicKeys: { ...victim.publicKeys, agreement: attacker.publicKeys.agreement } }),
  async (victim, attacker) => makeCard({ ...attacker, publicKeys: victim.publicKeys }),
  async (victim, attacker) => makeCard({ ...victim, box: attacker.box, signingKey: attacker.signingKey }),
  async (victim, _attacker, number) => {
    const card = await makeCard(victim);
    return flipBit(card, (number * 7) % (card.length * 8));
  },
];

soakRow({
  row: 'substituted key bundles: 0 accepted',
  unit: 'substituted cards',
  full: 10_000,
  short: 120,
  async run({ count, isOutOfTime, progress }) {
    const random = createSeededRandom(7);
    const victim = await createPerson(1);
    const attackers = await Promise.all([3, 4, 5, 6, 7, 8].map(createPerson));
    const faults: string[] = [];
    let done = 0;
    while (done < count && !isOutOfTime()) {
      const attacker = attackers[random.between(0, attackers.length - 1)];
      const substitute = substitutions[done % substitutions.length];
      if (!attacker || !substitute) break;
      const card = await substitute(victim, attacker, done);
      if ((await parseCard(card, victim.id)) !== undefined) faults.push(`substitution ${done % substitutions.length}`);
      done += 1;
      progress(done);
    }
    if ((await parseCard(await makeCard(victim), victim.id)) === undefined)
      faults.push('the genuine card is refused too');
    return { done, faults };
  },
});
