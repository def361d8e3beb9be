import { useState } from 'preact/hooks';
import type { DeviceTestState } from '../../../shared/messaging/contract.ts';
import type { CallView, Snapshot } from '../../../shared/snapshot.ts';
import type { Commands } from '../../commands.ts';
import type { AttachPicture } from '../basics/picture.tsx';
import type { MessageKey } from '../basics/text.ts';
import { useText } from '../basics/text.ts';
import { CameraPreview } from '../devices/device-check.tsx';
import { DeviceRow } from '../devices/device-settings.tsx';
import { useDeviceTest } from '../devices/use-device-test.ts';

export interface AnswerPreviewProps {
  readonly call: Pick<CallView, 'callId'>;
  readonly snapshot: Pick<Snapshot, 'settings' | 'devices'>;
  readonly commands: Pick<Commands, 'holdDevices' | 'releaseDevices' | 'changeSettings'>;
  readonly attach: AttachPicture;
}

const problems: Readonly<Partial<Record<DeviceTestState, MessageKey>>> = {
  missing: 'previewMissing',
  'not-asked': 'previewNotAsked',
  denied: 'previewRefused',
  busy: 'testBusy',
  hangs: 'testHangs',
  'no-window': 'testNoWindow',
  silenced: 'testSilenced',
};

/** Oneself as the other side would see one, before one answers: after a click only, and as long as it rings. */
export function AnswerPreview({ call, snapshot, commands, attach }: AnswerPreviewProps) {
  const { t } = useText();
  const [shown, setShown] = useState(false);
  const { camera, picture } = useDeviceTest(commands, shown ? ['camera'] : [], call.callId);
  const { settings, devices } = snapshot;
  const problem = shown ? problems[camera] : undefined;
  return (
    <div class="answer-preview">
      {picture > 0 && <CameraPreview number={picture} attach={attach} mirrored={settings.mirrorSelfView} />}
      {picture > 0 && devices.camera.length > 1 && (
        <DeviceRow
          label={t('camera')}
          list={devices.camera}
          chosen={settings.camera}
          onChoose={(chosen) => commands.changeSettings({ camera: chosen })}
        />
      )}
      <p role="status">{problem !== undefined && t(problem)}</p>
      <button type="button" class="button" onClick={() => setShown(!shown)}>
        {t(shown ? 'hideMyCamera' : 'showMyCamera')}
      </button>
    </div>
  );
}
