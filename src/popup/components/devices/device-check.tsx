import { useState } from 'preact/hooks';
import type { DeviceTestState } from '../../../shared/messaging/contract.ts';
import { ownPreview } from '../../../shared/participant.ts';
import type { Commands } from '../../commands.ts';
import { useMicrophoneLevel } from '../../use-fast-stream.ts';
import type { AttachPicture } from '../basics/picture.tsx';
import { Picture } from '../basics/picture.tsx';
import type { MessageKey } from '../basics/text.ts';
import { useText } from '../basics/text.ts';
import type { TriedDevice } from './use-device-test.ts';
import { useDeviceTest } from './use-device-test.ts';

export interface DeviceCheckProps {
  readonly commands: Pick<Commands, 'holdDevices' | 'releaseDevices' | 'testSpeaker'>;
  readonly attach: AttachPicture;
  readonly mirrored: boolean;
}

/** Camera picture, microphone level and speaker tone, each only after a click. */
export function DeviceCheck({ commands, attach, mirrored }: DeviceCheckProps) {
  const { t } = useText();
  const [tried, setTried] = useState<readonly TriedDevice[]>([]);
  const view = useDeviceTest(commands, tried);
  const filming = tried.includes('camera');
  const listening = tried.includes('microphone');
  const toggle = (device: TriedDevice): void =>
    setTried(tried.includes(device) ? tried.filter((one) => one !== device) : [...tried, device]);
  return (
    <div class="padded-inline device-trial">
      {filming && <CameraPreview number={view.picture} {...{ attach, mirrored }} />}
      {listening && <MicrophoneLevel />}
      <DeviceProblems states={tried.map((device) => view[device])} />
      <div class="device-trial-buttons">
        <button type="button" class="button" onClick={() => toggle('camera')}>
          {t(filming ? 'stopCameraTest' : 'testCamera')}
        </button>
        <button type="button" class="button" onClick={() => toggle('microphone')}>
          {t(listening ? 'stopMicrophoneTest' : 'testMicrophone')}
        </button>
        <button type="button" class="button" onClick={commands.testSpeaker}>
          {t('testSpeaker')}
        </button>
      </div>
    </div>
  );
}

interface CameraPreviewProps extends Pick<DeviceCheckProps, 'attach' | 'mirrored'> {
  /** 0 while there is no picture. */
  readonly number: number;
}

export function CameraPreview({ number, attach, mirrored }: CameraPreviewProps) {
  const { t } = useText();
  const kind = mirrored ? 'mirrored' : '';
  return (
    <div class="device-preview">
      {number > 0 && (
        <Picture picture={ownPreview} class={kind} label={t('cameraPreview')} number={number} attach={attach} />
      )}
    </div>
  );
}

function MicrophoneLevel() {
  const { t } = useText();
  const level = useMicrophoneLevel();
  return (
    <div class="device-level">
      <p class="quiet">{t('microphoneHeard')}</p>
      <meter aria-label={t('microphoneLevel')} min={0} max={1} value={level} />
    </div>
  );
}

const problems: Readonly<Partial<Record<DeviceTestState, MessageKey>>> = {
  missing: 'testMissing',
  'not-asked': 'testRefused',
  denied: 'testRefused',
  busy: 'testBusy',
  hangs: 'testHangs',
  'no-window': 'testNoWindow',
  silenced: 'testSilenced',
};

/** What stands in the way of trying them, and the way out. */
export function DeviceProblems({ states }: { readonly states: readonly DeviceTestState[] }) {
  const { t } = useText();
  const keys = new Set(states.map((state) => problems[state]).filter((key) => key !== undefined));
  return (
    <p class="quiet" role="status">
      {[...keys].map((key) => t(key)).join(' ')}
    </p>
  );
}
