import { concatBytes } from '../bytes/concat-bytes.ts';
import { utf8 } from './utf8.ts';

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

/** What the largest honest payload, an offer with all its candidates, stays below; bounds what a hostile one can inflate to. */
export const maxPayloadTextLength = 16_384;

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

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob([bytes.slice()]).stream();
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
