import type { BoxName } from '../ports/mailbox-port.ts';
import type { PublicKeys } from '../ports/public-keys.ts';

export type SignalKind = 'knock' | 'accept' | 'offer' | 'answer' | 'candidates' | 'poke' | 'mail' | 'restart';

/** One act of signaling, as it is inside a sealed envelope. */
export interface Signal {
  readonly kind: SignalKind;
  /** Number of the link attempt, 0 for signals outside one. */
  readonly session: number;
  /** Per sender and recipient, never falling; mail has a sequence of its own. */
  readonly sequence: number;
  /** Thirty-two hex digits. */
  readonly messageId: string;
  /** JSON value; parsed by whoever handles the kind. */
  readonly payload: unknown;
}

export type OpenedSignal = Signal & { readonly sender: PublicKeys };

/** Names a document so that a sealed envelope opens there and nowhere else. */
export type DocumentPath = string;

export interface EnvelopePort {
  /** Resolves to exactly 1,024 bytes, mail to as many as `writeMail` takes; rejects with `PayloadTooLarge` when the compressed payload does not fit. */
  seal(
    signal: Signal,
    to: {
      readonly keys: PublicKeys;
      readonly box: BoxName;
      readonly path: DocumentPath;
      /** The recipient's prekey (X25519, 32 bytes), where one is known. */
      readonly prekey?: Uint8Array | undefined;
    },
  ): Promise<Uint8Array>;
  /** Undefined for anything that is not a well-formed, correctly signed envelope for us at that path. */
  open(sealed: Uint8Array, path: DocumentPath): Promise<OpenedSignal | undefined>;
}
