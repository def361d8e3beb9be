import { createEnvelope } from '#src/engine/crypto/envelope.ts';
import { sign } from '#src/engine/crypto/public-keys.ts';
import type { WrittenSignal } from '#src/engine/crypto/signal-codec.ts';
import { encodePayload, encodeSignal, signedBytes } from '#src/engine/crypto/signal-codec.ts';
import { mailPath, slotPath } from '#src/engine/mailbox/document-paths.ts';
import type { IdentityRecord } from '#src/engine/ports/stores-port.ts';
import { sealPage } from '../../../unit/engine/crypto/hostile-sealer.ts';
import { flipBit } from '../../../unit/engine/crypto/people.ts';
import type { Person, TakenSignal } from './stage.ts';

/** Alice writes to Bob, Carol is another contact of his, Mallory works with the operator. */
export interface Cast {
  readonly alice: Person;
  readonly bob: Person;
  readonly carol: Person;
  readonly mallory: Person;
}

export interface Forgery {
  readonly name: string;
  /** What the operator puts in place of Alice's signal. */
  forge(genuine: TakenSignal, cast: Cast): Promise<readonly TakenSignal[]>;
}

const foreignFingerprint = 'ee'.repeat(32);

/** The offer that would lead to whoever stands in the middle. */
const foreignOffer = {
  description: {
    role: 'offer',
    ufrag: 'evil',
    password: 'e'.repeat(24),
    fingerprint: foreignFingerprint,
    setup: 'actpass',
    candidates: ['1 1 udp 2122260223 192.0.2.1 9 typ host'],
  },
};

/** A signal in Alice's name, signed by whoever `signer` is, for whoever `addressee` is, and sealed to Bob. */
async function sealedInHerName(
  { alice, bob, mallory }: Cast,
  path: string,
  changes: Partial<WrittenSignal> & { signer?: IdentityRecord; addressee?: IdentityRecord } = {},
): Promise<TakenSignal> {
  const { signer = mallory.identity, addressee = bob.identity, ...signal } = changes;
  const written: WrittenSignal = {
    sender: alice.identity.publicKeys,
    kind: 'offer',
    session: 9,
    sequence: Date.now() * 2,
    messageId: 'cd'.repeat(16),
    packedPayload: await encodePayload(foreignOffer, 800),
    ...signal,
  };
  const to = { keys: addressee.publicKeys, box: addressee.box };
  const page = encodeSignal(written, await sign(signer.signingKey, signedBytes(written, to)));
  return { path, sealed: await sealPage(page, bob.identity, path) };
}

/** A signal that Mallory may write, in a place where Alice's belong. */
async function sealedInOwnName({ bob, mallory }: Cast, path: string, kind: 'offer' | 'accept' | 'knock' | 'mail') {
  const signal = { kind, session: 9, sequence: Date.now() * 2, messageId: 'cd'.repeat(16), payload: foreignOffer };
  const to = { keys: bob.identity.publicKeys, box: bob.identity.box, path };
  return { path, sealed: await createEnvelope({ identity: mallory.identity }).seal(signal, to) };
}

/** The slot beside the one that a signal was written for. */
function besides(path: string): string {
  return `${path.slice(0, -1)}${(Number(path.at(-1)) + 1) % 4}`;
}

function grantOf(reader: Person, writer: Person): string {
  const contact = reader.contacts.get(writer.id);
  return contact && 'myGrant' in contact ? contact.myGrant : '';
}

/** Mixtures of keys under which a signal could claim to be hers. */
const mixedKeys: readonly (readonly [string, (cast: Cast) => WrittenSignal['sender']])[] = [
  [
    'her identity key with another agreement key',
    ({ alice, mallory }) => ({
      identity: alice.identity.publicKeys.identity,
      agreement: mallory.identity.publicKeys.agreement,
    }),
  ],
  [
    'another identity key with her agreement key',
    ({ alice, mallory }) => ({
      identity: mallory.identity.publicKeys.identity,
      agreement: alice.identity.publicKeys.agreement,
    }),
  ],
];

/** In each of these the operator has changed, moved or remade one signal. */
export const forgeries: readonly Forgery[] = [
  {
    name: 'a fingerprint and addresses of the middle in an offer in her name',
    forge: async ({ path }, cast) => [await sealedInHerName(cast, path)],
  },
  ...(['answer', 'candidates', 'poke', 'accept'] as const).map((kind) => ({
    name: `her offer made into another kind: ${kind}`,
    forge: async ({ path }: TakenSignal, cast: Cast) => [await sealedInHerName(cast, path, { kind })],
  })),
  {
    name: 'a sequence so high that all her later signals would count as old',
    forge: async ({ path }, cast) => [await sealedInHerName(cast, path, { sequence: Number.MAX_SAFE_INTEGER })],
  },
  ...mixedKeys.map(([what, keys]) => ({
    name: `keys swapped: ${what}`,
    forge: async ({ path }: TakenSignal, cast: Cast) => [await sealedInHerName(cast, path, { sender: keys(cast) })],
  })),
  {
    name: 'a genuine signal of hers to Mallory, sealed anew to Bob',
    forge: async ({ path }, cast) => [
      await sealedInHerName(cast, path, { signer: cast.alice.identity, addressee: cast.mallory.identity }),
    ],
  },
  {
    name: 'a genuine signal of hers with the name of another mailbox in it',
    forge: async ({ path }, cast) => [
      await sealedInHerName(cast, path, {
        signer: cast.alice.identity,
        addressee: { ...cast.bob.identity, box: cast.mallory.identity.box },
      }),
    ],
  },
  ...(['offer', 'accept'] as const).map((kind) => ({
    name: `a genuine ${kind} of Mallory in her slot`,
    forge: async ({ path }: TakenSignal, cast: Cast) => [await sealedInOwnName(cast, path, kind)],
  })),
  {
    name: 'her signal moved to the slot beside it',
    forge: async ({ path, sealed }) => [{ path: besides(path), sealed }],
  },
  {
    name: 'her signal moved to the slot of another contact',
    forge: async ({ sealed }, { bob, carol }) => [{ path: slotPath(bob.identity.box, grantOf(bob, carol), 0), sealed }],
  },
  {
    name: 'her signal moved under a grant that the operator made',
    forge: async ({ sealed }, { bob }) => [{ path: slotPath(bob.identity.box, 'fe'.repeat(16), 0), sealed }],
  },
  {
    name: 'her signal moved among the requests',
    forge: async ({ sealed }, { alice, bob }) => [{ path: `inbox/${bob.identity.box}/knock/${alice.account}`, sealed }],
  },
  {
    name: 'her signal moved among the messages for the absent',
    forge: async ({ sealed }, { alice, bob }) => [{ path: mailPath(bob.identity.box, grantOf(bob, alice), 0), sealed }],
  },
  {
    name: 'messages for the absent in her name',
    forge: async (_genuine, cast) => {
      const path = mailPath(cast.bob.identity.box, grantOf(cast.bob, cast.alice), 1);
      return [await sealedInHerName(cast, path, { kind: 'mail', session: 0 })];
    },
  },
  {
    name: 'a request of Mallory in her slot',
    forge: async ({ path }, cast) => [await sealedInOwnName(cast, path, 'knock')],
  },
  {
    name: 'one bit of her signal changed in the key, the text and the tag',
    forge: async ({ path, sealed }) =>
      [9, 4_000, 8_191].map((bit, slot) => ({ path: `${path.slice(0, -1)}${slot}`, sealed: flipBit(sealed, bit) })),
  },
  {
    name: 'her signal cut short, lengthened, emptied, of another version',
    forge: async ({ path, sealed }) =>
      [sealed.slice(0, 1_023), Uint8Array.from([...sealed, 0]), new Uint8Array(0), flipBit(sealed, 7)].map(
        (changed, slot) => ({ path: `${path.slice(0, -1)}${slot}`, sealed: changed }),
      ),
  },
];
