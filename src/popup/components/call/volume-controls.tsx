import { Fragment } from 'preact';
import { useId } from 'preact/hooks';
import type { CallView } from '../../../shared/snapshot.ts';
import type { Commands } from '../../commands.ts';
import { useText } from '../basics/text.ts';

export interface VolumeControlsProps {
  readonly participants: CallView['participants'];
  readonly commands: Pick<Commands, 'setVolume'>;
}

/** How loud the others are heard, their voices apart from what they share. */
export function VolumeControls({ participants, commands }: VolumeControlsProps) {
  const { t } = useText();
  return (
    <fieldset class="call-panel volumes" aria-label={t('volume')}>
      {participants.map(({ contactId, volumes, screenSound }) => (
        <Fragment key={contactId}>
          <Volume
            label={t('voiceVolume')}
            value={volumes.voice}
            onChange={(volume) => commands.setVolume({ participant: contactId, source: 'voice' }, volume)}
          />
          {screenSound === true && (
            <Volume
              label={t('shareVolume')}
              value={volumes.screen}
              onChange={(volume) => commands.setVolume({ participant: contactId, source: 'screen' }, volume)}
            />
          )}
        </Fragment>
      ))}
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
