import { ScanLine } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Commands } from '../../commands.ts';
import type { AttachPicture } from '../basics/picture.tsx';
import { useText } from '../basics/text.ts';
import { CameraPreview, DeviceProblems } from './device-check.tsx';
import { PermissionButton } from './permission-button.tsx';
import { useDeviceTest } from './use-device-test.ts';
import { watchForCode } from './watch-for-code.ts';

export type ScannerCommands = Pick<Commands, 'holdDevices' | 'releaseDevices' | 'openPermissionPage'>;

export interface CodeScannerProps {
  readonly commands: ScannerCommands;
  readonly attach: AttachPicture;
  readonly label: string;
  readonly disabled?: boolean;
  readonly onStart: () => void;
  readonly onCode: (text: string) => void;
}

/** Reads one QR code with the camera, which is open from the click until then and no longer than it is shown. */
export function CodeScanner({ label, disabled = false, onStart, onCode, ...camera }: CodeScannerProps) {
  const { t } = useText();
  const [scanning, setScanning] = useState(false);
  const toggle = (): void => {
    if (!scanning) onStart();
    setScanning(!scanning);
  };
  const finish = (text: string): void => {
    setScanning(false);
    onCode(text);
  };
  return (
    <div class="device-trial">
      {scanning && <Finder {...camera} onCode={finish} />}
      <button type="button" class="button" disabled={disabled} onClick={toggle}>
        <ScanLine size={16} aria-hidden="true" />
        {scanning ? t('stopScanning') : label}
      </button>
    </div>
  );
}

type FinderProps = Pick<CodeScannerProps, 'commands' | 'attach' | 'onCode'>;

function Finder({ commands, attach, onCode }: FinderProps) {
  const { t } = useText();
  const { camera, picture } = useDeviceTest(commands, ['camera']);
  const frame = useRef<HTMLDivElement>(null);
  const latest = useRef(onCode);
  latest.current = onCode;
  useEffect(() => {
    if (picture === 0) return;
    return watchForCode(
      () => frame.current?.querySelector('video') ?? null,
      (text) => latest.current(text),
    );
  }, [picture]);
  return (
    <>
      <div class="scanner" ref={frame}>
        <CameraPreview number={picture} attach={attach} mirrored={false} />
      </div>
      <p class="quiet">{t('scanHint')}</p>
      <DeviceProblems states={[camera]} />
      {(camera === 'denied' || camera === 'not-asked') && <PermissionButton video commands={commands} />}
    </>
  );
}
