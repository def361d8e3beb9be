import { describe, expect, it } from 'vitest';
import type { Tone } from '#src/engine/ports/media-port.ts';
import { createRinging, toneAfterMs, toneFor } from '#src/engine/surfaces/ringing.ts';
import { defaultSettingsView } from '#src/shared/settings/settings.ts';
import type { CallView } from '#src/shared/snapshot.ts';
import { callWith, contactNamed } from '../../../fakes/surface-snapshots.ts';
import { createVirtualClock } from '../../../fakes/virtual-clock.ts';

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
function heard(change: Partial<typeof defaultSettingsView> = {}): readonly (readonly [string, string])[] {
  return phases.flatMap((phase) => {
    const tone = toneFor({
      call: callWith(contactNamed('Bob'), { phase }),
      settings: { ...defaultSettingsView, ...change },
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
    expect(toneFor({ call: null, settings: defaultSettingsView })).toBeNull();
  });

  it('is nothing when the ring is switched off', () => {
    expect(heard({ ringSound: false })).toEqual([]);
  });

  it('is only the own call for whoever is not to be disturbed', () => {
    expect(heard({ doNotDisturb: true })).toEqual([['ringing', 'ring-back']]);
  });
});

describe('the ring', () => {
  function setUp() {
    const clock = createVirtualClock();
    const tones: (Tone | null)[] = [];
    const follow = createRinging((tone) => void tones.push(tone), clock);
    const call = (phase: CallView['phase']) => callWith(contactNamed('Bob'), { phase });
    return {
      clock,
      tones,
      show: (phase: CallView['phase'] | null) =>
        follow({ call: phase === null ? null : call(phase), settings: defaultSettingsView }),
    };
  }

  it('begins after the surfaces were told, once', () => {
    const { clock, tones, show } = setUp();
    show('incoming');
    show('incoming');
    expect(tones).toEqual([]);
    clock.advance(toneAfterMs);
    expect(tones).toEqual(['ring']);
  });

  it('is never heard of a call that was over before it began', () => {
    const { clock, tones, show } = setUp();
    show('incoming');
    show(null);
    clock.advance(1_000);
    expect(tones).not.toContain('ring');
    expect(clock.pending()).toBe(0);
  });

  it('falls silent at once', () => {
    const { clock, tones, show } = setUp();
    show('ringing');
    clock.advance(toneAfterMs);
    show('connecting');
    expect(tones).toEqual(['ring-back', null]);
  });
});
