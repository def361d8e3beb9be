import { describe, expect, it } from 'vitest';
import { makeStartMark, parseStartMark } from '#src/engine/crypto/start-mark.ts';
import { createPerson } from './people.ts';

const madeAtMs = 1_700_000_000_000;

describe('a start mark', () => {
  it('tells when it was made, and no two are alike', async () => {
    const bob = await createPerson(2);
    const [one, other] = await Promise.all([makeStartMark(bob, madeAtMs), makeStartMark(bob, madeAtMs)]);
    const [parsed, otherParsed] = await Promise.all([parseStartMark(one, bob), parseStartMark(other, bob)]);
    expect(one).toHaveLength(89);
    expect([parsed?.madeAtMs, otherParsed?.madeAtMs]).toEqual([madeAtMs, madeAtMs]);
    expect(parsed?.name).not.toEqual(otherParsed?.name);
  });

  it('is refused with any byte changed, cut or prolonged', async () => {
    const bob = await createPerson(2);
    const mark = await makeStartMark(bob, madeAtMs);
    for (const [index, byte] of mark.entries()) {
      expect(await parseStartMark(mark.with(index, byte ^ 1), bob), `byte ${index}`).toBeUndefined();
    }
    expect(await parseStartMark(mark.slice(0, -1), bob)).toBeUndefined();
    expect(await parseStartMark(new Uint8Array([...mark, 0]), bob)).toBeUndefined();
  });

  it("is nobody else's, nor good for another presence document", async () => {
    const bob = await createPerson(2);
    const mark = await makeStartMark(bob, madeAtMs);
    expect(await parseStartMark(mark, await createPerson(3))).toBeUndefined();
    expect(await parseStartMark(mark, { ...bob, beacon: '0'.repeat(32) })).toBeUndefined();
  });

  it('with a time that no clock shows is refused', async () => {
    const bob = await createPerson(2);
    expect(await parseStartMark(await makeStartMark(bob, 2 ** 53), bob)).toBeUndefined();
  });
});
