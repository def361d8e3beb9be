import { useEffect, useState } from 'preact/hooks';
import type { DeviceTestView } from '../../../shared/messaging/contract.ts';
import type { Commands } from '../../commands.ts';

export type TriedDevice = 'microphone' | 'camera';

/** What happened to a device is seen as soon as it happened. */
const everyMs = 100;

const nothing: DeviceTestView = { microphone: 'off', camera: 'off', picture: 0 };

/**
 * Keeps these devices open while the component is shown; they close by themselves when it goes, in whatever way.
 * `callId`: the ringing call for which they are tried.
 */
export function useDeviceTest(
  commands: Pick<Commands, 'holdDevices' | 'releaseDevices'>,
  devices: readonly TriedDevice[],
  callId?: string,
): DeviceTestView {
  const [viewId] = useState(() => crypto.randomUUID());
  const [view, setView] = useState(nothing);
  const wanted = devices.join();
  useEffect(() => {
    if (wanted === '') return;
    let isAsking = false;
    let isOver = false;
    const ask = async (): Promise<void> => {
      if (isAsking) return;
      isAsking = true;
      const next = await commands.holdDevices(viewId, devices, callId);
      isAsking = false;
      if (!isOver && next !== null) setView(next);
      if (isOver) commands.releaseDevices(viewId);
    };
    void ask();
    const timer = setInterval(() => void ask(), everyMs);
    return () => {
      isOver = true;
      clearInterval(timer);
      commands.releaseDevices(viewId);
      setView(nothing);
    };
  }, [commands, viewId, wanted, callId]);
  return view;
}
