import { formatId, parseContactInput } from '#src/shared/identity/id-codec.ts';
import { soakRow } from '../../soak/support/row.ts';
import { sampleIds } from '../../unit/shared/identity/sample-ids.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Every ID that differs from this one in one character, or by one exchange of neighbours. */
function typosOf(id: string): readonly string[] {
  const places = [...id].map((character, at) => ({ character, before: id.slice(0, at), after: id.slice(at + 1) }));
  return places.flatMap(({ character, before, after }) => [
    ...[...alphabet].filter((other) => other !== character).map((other) => before + other + after),
    ...(after !== '' && after[0] !== character ? [`${before}${after[0]}${character}${after.slice(1)}`] : []),
  ]);
}

soakRow({
  row: 'every one-character typo and neighbour swap of an ID is caught',
  unit: 'IDs',
  full: 1_000,
  short: 25,
  async run({ count, isOutOfTime, progress }) {
    const faults: string[] = [];
    let typos = 0;
    let done = 0;
    for (const id of sampleIds(count)) {
      if (isOutOfTime()) break;
      const kind = parseContactInput(formatId(id)).kind;
      if (kind !== 'id' && kind !== 'link') faults.push(`${id} itself is called ${kind}`);
      for (const typo of typosOf(id)) {
        typos += 1;
        if (parseContactInput(formatId(typo)).kind !== 'typo') faults.push(`${typo} passes for ${id}`);
      }
      done += 1;
      progress(done);
    }
    return { done, faults, detail: `${typos} typos` };
  },
});
