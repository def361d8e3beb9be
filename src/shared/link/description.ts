/** What an SDP for a data-only connection really says; small enough for an envelope and strict enough to parse from a stranger. */
export interface LinkDescription {
  readonly role: 'offer' | 'answer';
  /** ICE user fragment and password (RFC 8839 §5.4). */
  readonly ufrag: string;
  readonly password: string;
  /** SHA-256 of the DTLS certificate, 64 lower-case hex digits (RFC 8122 §5). */
  readonly fingerprint: string;
  readonly setup: 'actpass' | 'active' | 'passive';
  readonly candidates: readonly IceCandidate[];
}

/** The value of one `candidate:` attribute (RFC 8839 §5.1), at most 256 characters. */
export type IceCandidate = string;
