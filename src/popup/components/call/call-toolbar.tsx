import {
  Mic,
  MicOff,
  PhoneOff,
  PictureInPicture2,
  ScreenShare,
  ScreenShareOff,
  Video,
  VideoOff,
  Volume2,
} from 'lucide-preact';
import { isSwitchedOn } from '../../../shared/own-device.ts';
import type { CallView, FloatingWindowState } from '../../../shared/snapshot.ts';
import { useCapabilities } from '../../capabilities.ts';
import type { Commands } from '../../commands.ts';
import { IconButton } from '../basics/icon-button.tsx';
import { useText } from '../basics/text.ts';
import { ToggleButton } from '../basics/toggle-button.tsx';

export type CallCommands = Pick<
  Commands,
  | 'setMicrophone'
  | 'setCamera'
  | 'shareScreen'
  | 'stopSharing'
  | 'openFloatingWindow'
  | 'closeFloatingWindow'
  | 'hangUp'
>;

export interface CallToolbarProps {
  readonly self: CallView['self'];
  readonly floatingWindow: FloatingWindowState;
  readonly commands: CallCommands;
  readonly volumeShown: boolean;
  readonly onVolume: () => void;
}

export function CallToolbar({ self, floatingWindow, commands, volumeShown, onVolume }: CallToolbarProps) {
  const { t } = useText();
  const floats = floatingWindow === 'open';
  return (
    <div class="call-controls">
      <DeviceButtons self={self} commands={commands} />
      <ShareButton screen={self.screen} commands={commands} />
      {floatingWindow !== 'unavailable' && (
        <ToggleButton
          icon={PictureInPicture2}
          label={t('pictureInPicture')}
          on={floats}
          onClick={floats ? commands.closeFloatingWindow : commands.openFloatingWindow}
        />
      )}
      <VolumeButton shown={volumeShown} onClick={onVolume} />
      <IconButton icon={PhoneOff} label={t('hangUp')} kind="danger" onClick={commands.hangUp} />
    </div>
  );
}

interface DeviceButtonsProps extends Pick<CallToolbarProps, 'self'> {
  readonly commands: Pick<CallCommands, 'setMicrophone' | 'setCamera'>;
}

/** Whether one is heard and seen. */
export function DeviceButtons({ self, commands }: DeviceButtonsProps) {
  const { t } = useText();
  const speaking = isSwitchedOn(self.microphone);
  const filming = isSwitchedOn(self.camera);
  return (
    <>
      <IconButton
        icon={self.microphone === 'on' ? Mic : MicOff}
        label={t(speaking ? 'muteMicrophone' : 'unmuteMicrophone')}
        kind={self.microphone === 'on' ? 'call' : 'call-off'}
        busy={self.microphone === 'opening'}
        onClick={() => commands.setMicrophone(!speaking)}
      />
      <IconButton
        icon={self.camera === 'on' ? Video : VideoOff}
        label={t(filming ? 'turnCameraOff' : 'turnCameraOn')}
        kind={self.camera === 'on' ? 'call' : 'call-off'}
        busy={self.camera === 'opening'}
        onClick={() => commands.setCamera(!filming)}
      />
    </>
  );
}

interface ShareButtonProps {
  readonly screen: CallView['self']['screen'];
  readonly commands: Pick<CallCommands, 'shareScreen' | 'stopSharing'>;
}

function ShareButton({ screen, commands }: ShareButtonProps) {
  const { t } = useText();
  const { screenPicker } = useCapabilities();
  if (!screenPicker) return null;
  const sharing = screen === 'on';
  return (
    <IconButton
      icon={sharing ? ScreenShareOff : ScreenShare}
      label={t(sharing ? 'stopSharing' : 'shareScreen')}
      kind={sharing ? 'accent' : 'call'}
      busy={screen === 'picking'}
      onClick={() => (sharing ? commands.stopSharing() : commands.shareScreen())}
    />
  );
}

function VolumeButton({ shown, onClick }: { readonly shown: boolean; readonly onClick: () => void }) {
  const { t } = useText();
  return <ToggleButton icon={Volume2} label={t('volume')} on={shown} onClick={onClick} />;
}
