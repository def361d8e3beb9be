import { createEnvelope } from '#src/engine/crypto/envelope.ts';
import { encodeSignal, signalLength } from '#src/engine/crypto/signal-codec.ts';
import type { SeededRandom } from '../../fakes/seeded-random.ts';
import { createSeededRandom } from '../../fakes/seeded-random.ts';
import { inLanes } from '../../soak/support/in-lanes.ts';
import { soakRow } from '../../soak/support/row.ts';
import { sealPage } from '../../unit/engine/crypto/hostile-sealer.ts';
import { createPerson, flipBit, sampleSignal } from '../../unit/engine/crypto/people.ts';

const path = 'inbox/a/slot/b';
const seed = 20_261_123;

type Mutation = (sealed: Uint8Array, random: SeededRandom) => Uint8Array;

const anyByte = (bytes: Uint8Array, random: SeededRandom): number => random.between(0, bytes.length - 1);

const mutations: readonly Mutation[] = [
  (sealed, random) => flipBit(sealed, random.between(0, sealed.length * 8 - 1)),
  (sealed, random) => {
    const [from, to] = [anyByte(sealed, random), anyByte(sealed, random)].toSorted((a, b) => a - b);
    return sealed.map((byte, at) => (at >= (from ?? 0) && at <= (to ?? 0) ? random.between(0, 255) : byte));
  },
  (sealed, random) => sealed.slice(0, anyByte(sealed, random)),
  (sealed, random) => Uint8Array.from([...sealed, ...sealed.subarray(0, random.between(1, 64))]),
  (sealed, random) => {
    const by = random.between(1, sealed.length - 1);
    return Uint8Array.from([...sealed.subarray(by), ...sealed.subarray(0, by)]);
  },
  (sealed, random) => {
    const swapped = sealed.slice();
    const [one, other] = [anyByte(sealed, random), anyByte(sealed, random)];
    swapped.set([sealed[other] ?? 0], one);
    swapped.set([sealed[one] ?? 0], other);
    return swapped;
  },
];

soakRow({
  row: 'mutated envelopes: 0 effects, 0 uncaught errors',
  unit: 'mutated envelopes',
  full: 1_000_000,
  short: 300,
  async run(row) {
    const random = createSeededRandom(seed);
    const [alice, bob] = await Promise.all([createPerson(1), createPerson(2)]);
    const to = { keys: bob.publicKeys, box: bob.box, path };
    const envelope = createEnvelope({ identity: bob });
    const sealed = await createEnvelope({ identity: alice }).seal(sampleSignal(), to);
    const faults: string[] = [];
    const startedMs = performance.now();
    const opens = (bytes: Uint8Array): Promise<boolean> =>
      envelope.open(bytes, path).then(
        (signal) => signal !== undefined,
        (error: unknown) => {
          faults.push(`thrown: ${error}`);
          return false;
        },
      );
    const done = await inLanes(row, async (number) => {
      const changed = mutations[number % mutations.length]?.(sealed, random) ?? sealed;
      if (Buffer.compare(changed, sealed) !== 0 && (await opens(changed))) faults.push(`mutation ${number} opened`);
    });
    if (!(await opens(sealed))) faults.push('the genuine envelope does not open either');
    return { done, faults, detail: `${Math.round((done * 1_000) / (performance.now() - startedMs))} per second` };
  },
});

soakRow({
  row: 'noise sealed without fault: 0 effects',
  unit: 'sealed pages',
  full: 50_000,
  short: 100,
  async run(row) {
    const random = createSeededRandom(seed + 1);
    const [alice, bob] = await Promise.all([createPerson(1), createPerson(2)]);
    const envelope = createEnvelope({ identity: bob });
    const signal = { ...sampleSignal(), sender: alice.publicKeys, packedPayload: Uint8Array.of(3, 0) };
    const faults: string[] = [];
    const done = await inLanes(row, async (number) => {
      // What looks like a signal of hers gets further than noise does.
      const page = encodeSignal(signal, Buffer.from(random.hex(128), 'hex'));
      if (number % 2 === 0) page.set(Buffer.from(random.hex(64), 'hex'), random.between(0, signalLength - 32));
      if ((await envelope.open(await sealPage(page, bob, path), path)) !== undefined)
        faults.push(`page ${number} opened`);
    });
    return { done, faults };
  },
});

const signalingKinds = ['knock', 'accept', 'offer', 'answer', 'candidates', 'poke'] as const;

soakRow({
  row: 'all envelopes of signaling have 1,024 bytes',
  unit: 'envelopes of six kinds',
  full: 10_000,
  short: 120,
  async run(row) {
    const random = createSeededRandom(seed + 2);
    const [alice, bob] = await Promise.all([createPerson(1), createPerson(2)]);
    const faults: string[] = [];
    const lengths = new Set<number>();
    const done = await inLanes(row, async (number) => {
      const kind = signalingKinds[number % signalingKinds.length] ?? 'poke';
      // Random digits do not compress below half: from nothing to the most that fits.
      const payload = { filling: random.hex(random.between(0, 1_400)) };
      const signal = sampleSignal({ kind, session: random.between(0, 2 ** 40), sequence: number, payload });
      const sealed = await createEnvelope({ identity: alice }).seal(signal, {
        keys: bob.publicKeys,
        box: bob.box,
        path,
      });
      lengths.add(sealed.length);
      if (sealed.length !== 1_024) faults.push(`${kind} has ${sealed.length} bytes`);
    });
    return { done, faults, detail: `lengths ${[...lengths].join(', ')}` };
  },
});
