import { describe, expect, test } from 'vitest';
import { parseRestartPayload } from '#src/engine/links/rules/restart-half.ts';
import { describedAs } from '../../../../fakes/link-descriptions.ts';

describe('half of a restart', () => {
  test.each(['offer', 'answer'] as const)('is read from its payload: %s', (role) => {
    const description = describedAs(role);
    expect(parseRestartPayload({ description, round: 7 })).toEqual({ ...description, round: 7 });
  });

  test.each([undefined, 0, -1, 1.5, 2 ** 31, '1', null])(
    'counts its offer by a number that can be one, not %s',
    (round) => {
      expect(parseRestartPayload({ description: describedAs('answer'), round })).toBeUndefined();
    },
  );

  test.each([undefined, null, 7, { round: 1 }, { description: {}, round: 1 }])(
    'is nothing without a description: %j',
    (payload) => {
      expect(parseRestartPayload(payload)).toBeUndefined();
    },
  );
});
