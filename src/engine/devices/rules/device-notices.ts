import type { DeviceNotice, DeviceProblem } from '../../../shared/device-notice.ts';

/** What is to be said of one device for as long as it is so. */
export interface DeviceCondition {
  readonly problem: DeviceProblem | null;
  readonly silenced: boolean;
}

type Conditions = Readonly<Record<'microphone' | 'camera', DeviceCondition>>;

/** The same problem of both is told once, two different ones each by itself. */
export function noticesOf({ microphone, camera }: Conditions): readonly DeviceNotice[] {
  const { problem } = microphone;
  if (problem !== null && problem === camera.problem) return [`devices-${problem}`];
  return [...noticesOfOne('microphone', microphone), ...noticesOfOne('camera', camera)];
}

function noticesOfOne(device: keyof Conditions, { problem, silenced }: DeviceCondition): readonly DeviceNotice[] {
  if (problem !== null) return [`${device}-${problem}`];
  return silenced ? [`${device}-silenced`] : [];
}
