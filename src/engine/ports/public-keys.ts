export type PublicKeys = {
  /** Ed25519, 32 bytes, RFC 8032. */
  readonly identity: Uint8Array;
  /** X25519, 32 bytes, RFC 7748. */
  readonly agreement: Uint8Array;
};
