import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { soakRow } from '../../../soak/support/row.ts';
import type { Cast } from './forged-signals.ts';
import { forgeries } from './forged-signals.ts';
import type { Person } from './stage.ts';
import { effectsAt, eventually, join, makeContacts, plantSignal, sendSignal, takeOffer, untilHeard } from './stage.ts';
import { swaps } from './swapped-documents.ts';

const people: Person[] = [];
let cast: Cast;

beforeAll(async () => {
  const [alice, bob, carol, mallory] = await Promise.all(['Alice', 'Bob', 'Carol', 'Mallory'].map(enter));
  if (!alice || !bob || !carol || !mallory) throw new Error('four people are needed');
  await makeContacts(alice, bob);
  await makeContacts(carol, bob);
  cast = { alice, bob, carol, mallory };
});
afterAll(async () => {
  await Promise.all(people.map(({ introductions }) => introductions.close()));
});

async function enter(name: string): Promise<Person> {
  const person = await join(name);
  people.push(person);
  return person;
}

/** One line for each thing that a variant brought about. */
async function tryForgery({ forge }: (typeof forgeries)[number]): Promise<readonly string[]> {
  const { alice, bob, carol } = cast;
  const genuine = await takeOffer(alice, bob);
  const before = effectsAt(bob, carol);
  const dropped = bob.introductions.droppedDocuments();
  const forged = await forge(genuine, cast);
  for (const signal of forged) await plantSignal(signal);
  const isCounted = (): boolean => bob.introductions.droppedDocuments() >= dropped + forged.length;
  await eventually('what was forged to be counted', isCounted);
  // Another conversation goes on, and its signal comes after all of these.
  await sendSignal(carol, bob);
  const after = effectsAt(bob, carol);
  const faults = after === before ? [] : [`it had an effect: ${before} became ${after}`];

  // The same way is open to the genuine signal: what was refused was refused for what it was.
  await plantSignal(genuine);
  await untilHeard(bob, genuine.session);
  return faults;
}

const tried: string[] = [];
const faults: string[] = [];

/** A variant as a test of its own; the row below adds them up. */
function variant(name: string, attempt: () => Promise<readonly string[]>): void {
  it(name, async () => {
    const found = await attempt().catch((error: unknown) => [String(error)]);
    tried.push(name);
    faults.push(...found.map((fault) => `${name}: ${fault}`));
    expect(found).toEqual([]);
  });
}

describe('the operator in the middle puts in place of her signal', () => {
  for (const forgery of forgeries) variant(forgery.name, () => tryForgery(forgery));
});

describe('the operator in the middle swaps', () => {
  for (const { name, attempt } of swaps) variant(name, () => attempt({ ...cast, enter }));
});

soakRow({
  row: 'man in the middle: refused before any app byte',
  unit: 'variants, each a test of its own',
  full: forgeries.length + swaps.length,
  short: forgeries.length + swaps.length,
  run: async () => ({ done: tried.length, faults }),
});
