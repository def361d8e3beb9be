import fc from 'fast-check';
import { toHex } from '#src/engine/bytes/hex.ts';
import { encodeId } from '#src/shared/identity/id-codec.ts';
import type { InviteLink } from '#src/shared/identity/invite-link.ts';

const anyHome = fc.record({
  projectId: fc.stringMatching(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/),
  apiKey: fc.stringMatching(/^AIza[\w-]{35}$/),
});

/** Whole invite links as this version makes them. */
export const anyInviteLink: fc.Arbitrary<InviteLink> = fc.record({
  id: fc.uint8Array({ minLength: 12, maxLength: 12 }).map(encodeId),
  token: fc.uint8Array({ minLength: 16, maxLength: 16 }).map(toHex),
  home: anyHome,
});
