import { describe, expect, it } from 'vitest';
import { noticesOf } from '#src/engine/devices/rules/device-notices.ts';
import type { DeviceProblem } from '#src/shared/device-notice.ts';

const problems: readonly DeviceProblem[] = ['missing', 'denied', 'busy', 'hangs', 'no-window'];
const well = { problem: null, silenced: false };
const pairs = problems.flatMap((microphone) => problems.map((camera) => [microphone, camera] as const));

describe('what is said of two devices', () => {
  it.each(problems)('names the one that is %s', (problem) => {
    expect(noticesOf({ microphone: { ...well, problem }, camera: well })).toEqual([`microphone-${problem}`]);
    expect(noticesOf({ microphone: well, camera: { ...well, problem } })).toEqual([`camera-${problem}`]);
  });

  it.each(pairs)('gives each its own cause, and one cause once: microphone %s, camera %s', (microphone, camera) => {
    const told = noticesOf({ microphone: { ...well, problem: microphone }, camera: { ...well, problem: camera } });
    const each = [`microphone-${microphone}`, `camera-${camera}`];
    expect(told).toEqual(microphone === camera ? [`devices-${microphone}`] : each);
  });

  it('tells silence beside the problem of the other one', () => {
    const microphone = { problem: null, silenced: true };
    expect(noticesOf({ microphone, camera: { ...well, problem: 'busy' } })).toEqual([
      'microphone-silenced',
      'camera-busy',
    ]);
  });
});
