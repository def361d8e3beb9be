import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAcceptPayload, parseKnockPayload } from '#src/engine/pairing/rules/signals.ts';
import { maxNameBytes } from '#src/shared/identity/display-name.ts';

const knock = { name: 'Alice', grant: '0'.repeat(32), beacon: '1'.repeat(32), box: '2'.repeat(64) };
const accept = { name: 'Alice', grant: '0'.repeat(32), beacon: '1'.repeat(32), description: null };

describe('pairing signals', () => {
  it('read back what was written', () => {
    expect(parseKnockPayload(structuredClone(knock))).toEqual(knock);
    expect(parseAcceptPayload(structuredClone(accept))).toEqual(accept);
  });

  it.each([
    ['a missing name', { ...knock, name: undefined }],
    ['a name over the limit', { ...knock, name: 'n'.repeat(maxNameBytes + 1) }],
    ['a grant in capitals', { ...knock, grant: 'A'.repeat(32) }],
    ['a short grant', { ...knock, grant: '0'.repeat(31) }],
    ['a path as mailbox', { ...knock, box: `${'2'.repeat(61)}/..` }],
    ['a grant with more before it', { ...knock, grant: `/${knock.grant}` }],
    ['a grant with more behind it', { ...knock, grant: `${knock.grant}/` }],
    ['a mailbox with more before it', { ...knock, box: `/${knock.box}` }],
    ['a mailbox with more behind it', { ...knock, box: `${knock.box}/` }],
    ['a field too many', { ...knock, admin: true }],
    ['a list', [knock]],
  ])('refuse a knock with %s', (_, payload) => {
    expect(parseKnockPayload(payload)).toBeUndefined();
  });

  it('never throw on any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        parseKnockPayload(value);
        parseAcceptPayload(value);
      }),
    );
  });
});
