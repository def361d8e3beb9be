import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { concatBytes } from '../bytes/concat-bytes.ts';
import type { IdentityRecord } from '../ports/stores-port.ts';
import { canAgreeWith, hasSigned, sign } from './public-keys.ts';
import { publicKeyLength } from './rules/lengths.ts';
import type { DocumentPath, EnvelopePort, OpenedSignal, Signal } from './signal.ts';
import type { Addressee, WrittenSignal } from './signal-codec.ts';
import {
  decodePayload,
  decodeSignal,
  encodePayload,
  encodeSignal,
  mailLengths,
  maxPackedPayloadLength,
  signedBytes,
} from './signal-codec.ts';
import { utf8 } from './utf8.ts';

const version = 1;
const signalOffset = 1 + publicKeyLength;
const knownLengths: ReadonlySet<number> = new Set(mailLengths);

/** HPKE base mode (RFC 9180 §5.1.1) with suite (0x0020, 0x0001, 0x0002), all of it native WebCrypto. */
const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const info = utf8('beeline/1 envelope');

/** One of ours that an envelope may be sealed to. */
interface RecipientKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: Uint8Array;
}

export interface EnvelopeKeys {
  readonly identity: IdentityRecord;
  /** At most a few: an envelope does not say which one it is for, so each is tried. */
  readonly prekeys?: () => Promise<readonly RecipientKey[]>;
}

const noPrekeys = async (): Promise<readonly RecipientKey[]> => [];

/**
 * Seals signals from `identity` and opens those to it. Who opens one has to compare both of the sender's keys with the contact's, or
 * recompute the ID: the signature only says that the sender owns the identity key.
 */
export function createEnvelope({ identity, prekeys = noPrekeys }: EnvelopeKeys): EnvelopePort {
  const agreement = { privateKey: identity.agreementKey, publicKey: identity.publicKeys.agreement };
  const importOwnKey = createKeyImport();
  return {
    async seal(signal, { keys, box, path, prekey = keys.agreement }) {
      const page = await writeSignal(identity, signal, { keys, box });
      const recipientPublicKey = await importAgreementKey(prekey);
      const { enc, ct } = await suite.seal({ recipientPublicKey, info }, page, boundTo(path));
      return concatBytes(Uint8Array.of(version), new Uint8Array(enc), new Uint8Array(ct));
    },
    async open(sealed, path) {
      if (!knownLengths.has(sealed.length) || sealed[0] !== version) return undefined;
      for (const key of [...(await prekeys()), agreement]) {
        try {
          const recipientKey = { privateKey: key.privateKey, publicKey: await importOwnKey(key.publicKey) };
          return await readSignal(identity, await decrypt(recipientKey, sealed, path));
        } catch {
          // Not for this key, altered, or made by somebody who broke the format: what exactly is of no use to anyone.
        }
      }
      return undefined;
    },
  };
}

async function writeSignal(identity: IdentityRecord, signal: Signal, to: Addressee): Promise<Uint8Array<ArrayBuffer>> {
  const { kind, session, sequence, messageId } = signal;
  const packedPayload = await encodePayload(signal.payload, maxPackedPayloadLength(kind));
  const written: WrittenSignal = { sender: identity.publicKeys, kind, session, sequence, messageId, packedPayload };
  return encodeSignal(written, await sign(identity.signingKey, signedBytes(written, to)));
}

async function decrypt(recipientKey: CryptoKeyPair, sealed: Uint8Array, path: DocumentPath): Promise<Uint8Array> {
  const enc = sealed.slice(1, signalOffset);
  return new Uint8Array(await suite.open({ recipientKey, enc, info }, sealed.slice(signalOffset), boundTo(path)));
}

async function readSignal(identity: IdentityRecord, page: Uint8Array): Promise<OpenedSignal | undefined> {
  const decoded = decodeSignal(page);
  if (!decoded) return undefined;
  const { signal, signature } = decoded;
  const message = signedBytes(signal, { keys: identity.publicKeys, box: identity.box });
  if (!(await hasSigned(signal.sender, { message, signature })) || !(await canAgreeWith(signal.sender))) {
    return undefined;
  }
  const { packedPayload, ...rest } = signal;
  return { ...rest, payload: await decodePayload(packedPayload) };
}

/**
 * HPKE mixes the recipient's public key in, which a non-extractable private key cannot give. Whoever floods a mailbox must not make
 * its reader import the same key for every envelope.
 */
function createKeyImport(): (publicKey: Uint8Array) => Promise<CryptoKey> {
  const imported = new WeakMap<Uint8Array, Promise<CryptoKey>>();
  return (publicKey) => {
    const known = imported.get(publicKey) ?? importAgreementKey(publicKey);
    imported.set(publicKey, known);
    return known;
  };
}

function importAgreementKey(publicKey: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', publicKey.slice(), 'X25519', true, []);
}

/** Associated data: an envelope moved to another document does not open there. */
function boundTo(path: DocumentPath): Uint8Array<ArrayBuffer> {
  return concatBytes(Uint8Array.of(version), utf8(path));
}
