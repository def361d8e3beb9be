import { Bytes, Timestamp } from 'firebase/firestore';
import * as v from 'valibot';
import type { MailboxHeader, SeenPresence } from '../../engine/ports/mailbox-port.ts';

/** Every document as it comes from the service, where anybody with an account may have written it. */

const sealedBytes = 1_024;
const maxCardBytes = 512;
const maxPrekeysBytes = 512;
const maxMarkBytes = 128;
const slotName = /^([0-9a-f]{32})_([0-3])$/;
const mailName = /^([0-9a-f]{32})_([0-9]|[1-5][0-9]|6[0-3])$/;
const mailBytes: ReadonlySet<number> = new Set([1_024, 4_096, 16_384]);

const bytes = v.pipe(
  v.custom<Bytes>((value) => value instanceof Bytes),
  v.transform((value) => value.toUint8Array()),
);
const sealed = v.pipe(
  bytes,
  v.check((value) => value.length === sealedBytes),
);
const stamp = v.pipe(
  v.instance(Timestamp),
  v.transform((value) => value.toMillis()),
);
const hex64 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

const cardDocument = v.object({
  card: v.pipe(
    bytes,
    v.check((value) => value.length > 0 && value.length <= maxCardBytes),
  ),
  box: hex64,
});
const headerDocument = v.object({
  open: v.boolean(),
  tokenHash: hex64,
  /** Absent in headers of the first version. */
  prekeys: v.optional(
    v.pipe(
      bytes,
      v.check((value) => value.length <= maxPrekeysBytes),
    ),
    () => Bytes.fromUint8Array(new Uint8Array(0)),
  ),
});
const beaconDocument = v.object({
  open: v.boolean(),
  at: stamp,
  /** Absent where an older version wrote it. */
  mark: v.optional(
    v.pipe(
      bytes,
      v.check((value) => value.length <= maxMarkBytes),
    ),
  ),
});
const claimDocument = v.object({
  box: hex64,
  /** These two are absent where an older version wrote it. */
  beacon: v.optional(v.string()),
  grants: v.optional(v.number()),
  /** The proof, until it was taken for one. */
  pre: v.optional(v.unknown()),
});
const signalDocument = v.object({ sealed, at: stamp });
const mailDocument = v.object({
  sealed: v.pipe(
    bytes,
    v.check((value) => mailBytes.has(value.length)),
  ),
  at: stamp,
});
const stampedDocument = v.object({ at: stamp });

function parse<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> | undefined {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : undefined;
}

export const parseCardDocument = (value: unknown): { card: Uint8Array; box: string } | undefined =>
  parse(cardDocument, value);

export const parseHeader = (value: unknown): MailboxHeader | undefined => parse(headerDocument, value);

export function parseBeacon(value: unknown): SeenPresence | undefined {
  const beacon = parse(beaconDocument, value);
  return beacon && { open: beacon.open, atMs: beacon.at, mark: beacon.mark };
}

/** What an account has said of itself. */
export interface ClaimDocument {
  readonly box: string;
  readonly beacon: string | undefined;
  readonly grants: number | undefined;
  /** The proof of the mailbox lies in it. */
  readonly proves: boolean;
}

export function parseClaim(value: unknown): ClaimDocument | undefined {
  const claim = parse(claimDocument, value);
  return claim && { box: claim.box, beacon: claim.beacon, grants: claim.grants, proves: claim.pre !== undefined };
}

/** The server stamp of any document that has one. */
export const parseStampMs = (value: unknown): number | undefined => parse(stampedDocument, value)?.at;

/** A document under a grant, be it slot or mail. */
export interface GrantedDocument {
  readonly grant: string;
  readonly index: number;
  readonly sealed: Uint8Array;
  readonly atMs: number;
}

export function parseSlot(name: string, value: unknown): GrantedDocument | undefined {
  return toGranted(slotName.exec(name), parse(signalDocument, value));
}

export function parseMail(name: string, value: unknown): GrantedDocument | undefined {
  return toGranted(mailName.exec(name), parse(mailDocument, value));
}

function toGranted(
  name: RegExpExecArray | null,
  signal: { readonly sealed: Uint8Array; readonly at: number } | undefined,
): GrantedDocument | undefined {
  const [, grant, index] = name ?? [];
  if (grant === undefined || index === undefined || !signal) return undefined;
  return { grant, index: Number(index), sealed: signal.sealed, atMs: signal.at };
}

export interface KnockDocument {
  readonly account: string;
  readonly sealed: Uint8Array;
  readonly atMs: number;
}

export function parseKnock(name: string, value: unknown): KnockDocument | undefined {
  const signal = parse(signalDocument, value);
  return signal && { account: name, sealed: signal.sealed, atMs: signal.at };
}
