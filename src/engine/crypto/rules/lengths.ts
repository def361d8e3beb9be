// Lengths in bytes.

/** Ed25519 (RFC 8032 §5.1.5) and X25519 (RFC 7748 §5). */
export const publicKeyLength = 32;

/** Ed25519 (RFC 8032 §5.1.6). */
export const signatureLength = 64;

/** The time at which a prekey or a start mark was made, in milliseconds since the Unix epoch. */
export const madeAtLength = 8;

/** Of a prekey, what its owner signs: version, time and key. */
export const signedPrekeyLength = 1 + madeAtLength + publicKeyLength;

/** Of a prekey as others get it: the same and its signature. */
export const prekeyLength = signedPrekeyLength + signatureLength;

/** Chosen anew at each start; nobody guesses it, and no two are alike. */
export const startNameLength = 16;

/** Of a start mark, what its owner signs: version, time and name. */
export const signedStartMarkLength = 1 + madeAtLength + startNameLength;

/** Of a start mark as the presence document holds it: the same and its signature. */
export const startMarkLength = signedStartMarkLength + signatureLength;
