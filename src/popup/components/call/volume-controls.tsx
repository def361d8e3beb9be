import { useId } from 'preact/hooks';
import type { CallView } from '../../../shared/snapshot.ts';
import type { Commands } from '../../commands.ts';
import { useText } from '../basics/text.ts';

export interface VolumeControlsProps {
  readonly call: Pick<CallView, 'volumes' | 'theirs'>;
  readonly commands: Pick<Commands, 'setVolume'>;
}

/** How loud the other side is heard, their voice apart from what they share. */
export function VolumeControls({ call, commands }: VolumeControlsProps) {
  const { t } = useText();
  const { volumes, theirs } = call;
  return (
    <fieldset class="call-panel volumes" aria-label={t('volume')}>
      <Volume
        label={t('voiceVolume')}
        value={volumes.voice}
        onChange={(volume) => commands.setVolume('voice', volume)}
      />
      {theirs.screenSound === true && (
        <Volume
          label={t('shareVolume')}
          value={volumes.screen}
          onChange={(volume) => commands.setVolume('screen', volume)}
        />
      )}
    </fieldset>
  );
}

interface VolumeProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (volume: number) => void;
}

function Volume({ label, value, onChange }: VolumeProps) {
  const id = useId();
  return (
    <div class="volume">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        value={Math.round(value * 100)}
        onInput={(event) => onChange(Number(event.currentTarget.value) / 100)}
      />
    </div>
  );
}
