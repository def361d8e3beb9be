import { describe, expect, it } from 'vitest';
import { toneFor } from '../../../../../src/offscreen/engine/surfaces/ringing.ts';
import { defaultSettings } from '../../../../../src/shared/settings.ts';
import type { CallView } from '../../../../../src/shared/snapshot.ts';
import { callWith, contactNamed } from '../../../../fakes/surface-snapshots.ts';

const phases: readonly CallView['phase'][] = [
  'waiting-for-permission',
  'calling',
  'ringing',
  'incoming',
  'connecting',
  'connected',
  'reconnecting',
  'ended',
];

/** The phases that are heard, with their tones. */
function heard(change: Partial<typeof defaultSettings> = {}): readonly (readonly [string, string])[] {
  return phases.flatMap((phase) => {
    const tone = toneFor({
      call: callWith(contactNamed('Bob'), { phase }),
      settings: { ...defaultSettings, ...change },
    });
    return tone === null ? [] : [[phase, tone] as const];
  });
}

describe('what is heard of a call', () => {
  it('is a ring here and a ring-back there, and nothing in any other phase', () => {
    expect(heard()).toEqual([
      ['ringing', 'ring-back'],
      ['incoming', 'ring'],
    ]);
    expect(toneFor({ call: null, settings: defaultSettings })).toBeNull();
  });

  it('is nothing when the ring is switched off', () => {
    expect(heard({ ringSound: false })).toEqual([]);
  });

  it('is only the own call for whoever is not to be disturbed', () => {
    expect(heard({ doNotDisturb: true })).toEqual([['ringing', 'ring-back']]);
  });
});
