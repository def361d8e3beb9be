import { concatBytes } from '../bytes/concat-bytes.ts';
import { parseHex, toHex } from '../bytes/hex.ts';
import type { BoxName } from '../ports/mailbox-port.ts';
import type { PublicKeys } from '../ports/public-keys.ts';
import { publicKeyLength, signatureLength } from './rules/lengths.ts';
import type { SignalKind } from './signal.ts';
import { utf8 } from './utf8.ts';

/** A signal as it is written down: everything but the signature, payload still packed. */
export interface WrittenSignal {
  readonly sender: PublicKeys;
  readonly kind: SignalKind;
  readonly session: number;
  readonly sequence: number;
  readonly messageId: string;
  readonly packedPayload: Uint8Array;
}

/** To whom a signal goes; signed, so that its receiver cannot pass it on as written to somebody else. */
export interface Addressee {
  readonly keys: PublicKeys;
  readonly box: BoxName;
}

/** The payload does not fit into an envelope even when compressed; whoever writes it must say less. */
export class PayloadTooLarge extends Error {
  readonly byteCount: number;
  readonly maxByteCount: number;
  constructor(byteCount: number, maxByteCount: number) {
    super(`payload of ${byteCount} bytes, at most ${maxByteCount} fit`);
    this.name = 'PayloadTooLarge';
    this.byteCount = byteCount;
    this.maxByteCount = maxByteCount;
  }
}

/** One size for every act of signaling, so that the service cannot tell one from another. */
export const envelopeLength = 1_024;

/** Mail says how much there is to read only this roughly. */
export const mailLengths = [1_024, 4_096, 16_384] as const;

/** Version, HPKE's encapsulated key and its authentication tag. */
const envelopeOverhead = 1 + 32 + 16;

export const signalLength = envelopeLength - envelopeOverhead;

/** What the largest honest payload, an offer with all its candidates, stays below; bounds what a hostile one can inflate to. */
export const maxPayloadTextLength = 16_384;

/** A kind is written as its place in this list; 0 stays free so that a blank page has none. */
const kinds: readonly (SignalKind | undefined)[] = [
  undefined,
  'knock',
  'accept',
  'offer',
  'answer',
  'candidates',
  'poke',
  'mail',
  'restart',
];

const version = 1;
const messageIdLength = 16;
const offsets = { kind: 2 * publicKeyLength, session: 65, sequence: 73, messageId: 81, payloadLength: 97, payload: 99 };

/** How long an envelope with such a signal may be. */
function envelopeLengthsOf(kind: SignalKind): readonly number[] {
  return kind === 'mail' ? mailLengths : [envelopeLength];
}

export function maxPackedPayloadLength(kind: SignalKind): number {
  return Math.max(...envelopeLengthsOf(kind)) - envelopeOverhead - signatureLength - offsets.payload;
}

/** Zeros between payload and signature bring the signal to the smallest length that its kind allows. */
export function encodeSignal(signal: WrittenSignal, signature: Uint8Array): Uint8Array<ArrayBuffer> {
  const content = writeContent(signal);
  const needed = content.length + signatureLength + envelopeOverhead;
  const length = envelopeLengthsOf(signal.kind).find((one) => one >= needed);
  if (length === undefined) throw new RangeError(`a signal of kind ${signal.kind} has no room for its payload`);
  const page = new Uint8Array(length - envelopeOverhead);
  page.set(content);
  page.set(signature, page.length - signatureLength);
  return page;
}

/** Undefined for anything that `encodeSignal` would not have written. */
export function decodeSignal(page: Uint8Array): { signal: WrittenSignal; signature: Uint8Array } | undefined {
  if (page.length < signalLength) return undefined;
  const signatureOffset = page.length - signatureLength;
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const kind = kinds[view.getUint8(offsets.kind)];
  const session = readSafeInteger(view, offsets.session);
  const sequence = readSafeInteger(view, offsets.sequence);
  const payloadEnd = offsets.payload + view.getUint16(offsets.payloadLength);
  if (kind === undefined || session === undefined || sequence === undefined) return undefined;
  if (!envelopeLengthsOf(kind).includes(page.length + envelopeOverhead)) return undefined;
  if (payloadEnd > signatureOffset || page.subarray(payloadEnd, signatureOffset).some((byte) => byte !== 0)) {
    return undefined;
  }
  const signal = {
    sender: { identity: page.slice(0, publicKeyLength), agreement: page.slice(publicKeyLength, 2 * publicKeyLength) },
    kind,
    session,
    sequence,
    messageId: toHex(page.subarray(offsets.messageId, offsets.payloadLength)),
    packedPayload: page.slice(offsets.payload, payloadEnd),
  };
  return { signal, signature: page.slice(signatureOffset) };
}

/** What the sender signs: label, version, addressee, and the signal as it is written. Only the payload varies in length, and it comes last. */
export function signedBytes(signal: WrittenSignal, { keys, box }: Addressee): Uint8Array<ArrayBuffer> {
  const addressee = concatBytes(keys.identity, keys.agreement, bytesOfHex(box, 32));
  return concatBytes(utf8('beeline/1 letter\0'), Uint8Array.of(version), addressee, writeContent(signal));
}

function writeContent(signal: WrittenSignal): Uint8Array<ArrayBuffer> {
  const numbers = new DataView(new ArrayBuffer(17));
  numbers.setUint8(0, kinds.indexOf(signal.kind));
  numbers.setBigUint64(1, toUnsigned(signal.session));
  numbers.setBigUint64(9, toUnsigned(signal.sequence));
  const payloadLength = new DataView(new ArrayBuffer(2));
  payloadLength.setUint16(0, signal.packedPayload.length);
  return concatBytes(
    signal.sender.identity,
    signal.sender.agreement,
    new Uint8Array(numbers.buffer),
    bytesOfHex(signal.messageId, messageIdLength),
    new Uint8Array(payloadLength.buffer),
    signal.packedPayload,
  );
}

function toUnsigned(value: number): bigint {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is not an unsigned 53-bit number`);
  return BigInt(value);
}

function readSafeInteger(view: DataView, offset: number): number | undefined {
  const value = Number(view.getBigUint64(offset));
  return Number.isSafeInteger(value) ? value : undefined;
}

function bytesOfHex(text: string, byteCount: number): Uint8Array {
  const bytes = parseHex(text, byteCount);
  if (!bytes) throw new RangeError(`expected ${byteCount * 2} lower-case hex digits`);
  return bytes;
}

/** JSON, then `deflate-raw` (RFC 1951). Rejects with `PayloadTooLarge` when more than `maxByteCount` bytes are left. */
export async function encodePayload(payload: unknown, maxByteCount: number): Promise<Uint8Array<ArrayBuffer>> {
  const json: string | undefined = JSON.stringify(payload);
  if (json === undefined) throw new TypeError('a payload is a JSON value');
  const text = utf8(json);
  if (text.length > maxPayloadTextLength) throw new PayloadTooLarge(text.length, maxPayloadTextLength);
  const packed = await readAtMost(streamOf(text).pipeThrough(new CompressionStream('deflate-raw')), Infinity);
  if (!packed || packed.length > maxByteCount) throw new PayloadTooLarge(packed?.length ?? 0, maxByteCount);
  return packed;
}

/** Rejects for bytes that are not a compressed JSON value of at most 16 KiB. */
export async function decodePayload(packed: Uint8Array): Promise<unknown> {
  const text = await readAtMost(
    streamOf(packed).pipeThrough(new DecompressionStream('deflate-raw')),
    maxPayloadTextLength,
  );
  if (!text) throw new RangeError('payload inflates beyond its limit');
  return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(text));
}

/** Not that of a `Blob`, whose bytes take the way through the browser's own process. */
function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.slice());
      controller.close();
    },
  });
}

/** Undefined, with the stream given up, as soon as more than `maxByteCount` bytes have come. */
async function readAtMost(
  stream: ReadableStream<Uint8Array>,
  maxByteCount: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concatBytes(...chunks);
    byteCount += value.length;
    if (byteCount > maxByteCount) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
}
