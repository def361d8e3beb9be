import { useEffect } from 'preact/hooks';
import type { Device, DeviceList, DeviceRole } from '../../../shared/settings/device-choice.ts';
import { findChosen, isUnnamed } from '../../../shared/settings/device-choice.ts';
import type { SettingsChange, SettingsView } from '../../../shared/settings/settings.ts';
import { useCapabilities } from '../../capabilities.ts';
import type { Commands } from '../../commands.ts';
import type { AttachPicture } from '../basics/picture.tsx';
import { SelectRow } from '../basics/select-row.tsx';
import { SwitchRow } from '../basics/switch-row.tsx';
import type { Text } from '../basics/text.ts';
import { useText } from '../basics/text.ts';
import { DeviceCheck } from './device-check.tsx';
import { PermissionButton } from './permission-button.tsx';

export interface DeviceSettingsProps {
  readonly settings: SettingsView;
  readonly devices: DeviceList;
  readonly commands: Pick<
    Commands,
    'holdDevices' | 'releaseDevices' | 'testSpeaker' | 'readDevices' | 'openPermissionPage'
  >;
  readonly attach: AttachPicture;
  readonly onChange: (change: SettingsChange) => void;
}

/** Which camera, microphone and speaker calls use, and whether they work. */
export function DeviceSettings({ settings, devices, commands, attach, onChange }: DeviceSettingsProps) {
  const { t } = useText();
  const { speakerChoice } = useCapabilities();
  // Not every device that comes or goes is told by the browser.
  useEffect(() => commands.readDevices(), [commands]);
  const choose = (role: DeviceRole) => (device: Device | null) => onChange({ [role]: device });
  return (
    <section class="settings-group">
      <h2 class="section-title">{t('devices')}</h2>
      <DeviceRow label={t('camera')} list={devices.camera} chosen={settings.camera} onChoose={choose('camera')} />
      <DeviceRow
        label={t('microphone')}
        list={devices.microphone}
        chosen={settings.microphone}
        onChoose={choose('microphone')}
      />
      {speakerChoice ? (
        <DeviceRow label={t('speaker')} list={devices.speaker} chosen={settings.speaker} onChoose={choose('speaker')} />
      ) : (
        <p class="padded-inline quiet">{t('speakerOfSystem')}</p>
      )}
      {(isUnnamed(devices.camera) || isUnnamed(devices.microphone)) && (
        <div class="padded-inline device-permission">
          <p class="quiet">{t('devicesUnnamed')}</p>
          <PermissionButton video commands={commands} />
        </div>
      )}
      <DeviceCheck commands={commands} attach={attach} mirrored={settings.mirrorSelfView} />
      <SwitchRow
        label={t('mirrorSelfView')}
        detail={t('mirrorSelfViewDetail')}
        on={settings.mirrorSelfView}
        onChange={(mirrorSelfView) => onChange({ mirrorSelfView })}
      />
    </section>
  );
}

interface DeviceRowProps {
  readonly label: string;
  readonly list: readonly Device[];
  readonly chosen: Device | null;
  readonly onChoose: (device: Device | null) => void;
}

/** A choice of the devices of one kind. */
export function DeviceRow({ label, list, chosen, onChoose }: DeviceRowProps) {
  const { t } = useText();
  const found = findChosen(list, chosen);
  return (
    <SelectRow
      label={label}
      value={found?.id ?? chosen?.id ?? ''}
      options={optionsOf({ list, absent: found === undefined ? chosen : null }, t)}
      onChange={(id) => onChoose(list.find((device) => device.id === id) ?? (id === '' ? null : chosen))}
    />
  );
}

/** The choice stays listed while it is unplugged, so that nobody has to make it again. */
function optionsOf(
  { list, absent }: { readonly list: readonly Device[]; readonly absent: Device | null },
  t: Text['t'],
): readonly { readonly value: string; readonly label: string }[] {
  const present = list.filter(({ label }) => label !== '').map(({ id, label }) => ({ value: id, label }));
  const gone = absent === null ? [] : [{ value: absent.id, label: t('deviceAway', absent.label) }];
  return [{ value: '', label: t(list.length === 0 ? 'deviceNone' : 'deviceSystem') }, ...present, ...gone];
}
