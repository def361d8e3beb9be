import { useState } from 'preact/hooks';
import { cleanName } from '../../shared/identity/display-name.ts';
import type { DeviceList } from '../../shared/settings/device-choice.ts';
import type { SettingsChange, SettingsView } from '../../shared/settings/settings.ts';
import { useCapabilities } from '../capabilities.ts';
import type { Commands } from '../commands.ts';
import { NameField } from '../components/basics/name-field.tsx';
import type { AttachPicture } from '../components/basics/picture.tsx';
import { SelectRow } from '../components/basics/select-row.tsx';
import { SwitchRow } from '../components/basics/switch-row.tsx';
import { useText } from '../components/basics/text.ts';
import { ViewHeader } from '../components/basics/view-header.tsx';
import type { DeviceSettingsProps } from '../components/devices/device-settings.tsx';
import { DeviceSettings } from '../components/devices/device-settings.tsx';
import type { IdentitySettingsProps } from '../components/settings/identity-settings.tsx';
import { IdentitySettings } from '../components/settings/identity-settings.tsx';
import { RelaySettings } from '../components/settings/relay-settings.tsx';
import type { ShortcutSettingsProps } from '../components/settings/shortcut-settings.tsx';
import { ShortcutSettings } from '../components/settings/shortcut-settings.tsx';

export interface SettingsScreenProps {
  readonly name: string;
  readonly settings: SettingsView;
  /** People are reached only while a surface is open. */
  readonly sleeps: boolean;
  readonly devices: DeviceList;
  readonly commands: ShortcutSettingsProps['commands'] &
    DeviceSettingsProps['commands'] &
    Pick<Commands, 'testConnection'> &
    IdentitySettingsProps['commands'];
  readonly attach: AttachPicture;
  readonly onRename: (name: string) => void;
  readonly onChange: (change: SettingsChange) => void;
  readonly onOpen: IdentitySettingsProps['onOpen'];
  readonly onBack: () => void;
}

export function SettingsScreen(props: SettingsScreenProps) {
  const { name, settings, sleeps, devices, commands, attach, onRename, onChange, onOpen, onBack } = props;
  const { t } = useText();
  const { shortcuts } = useCapabilities();
  return (
    <div class="view">
      <ViewHeader title={t('settings')} onBack={onBack} />
      {sleeps && <p class="notice-line">{t('thereWhileOpen')}</p>}
      <div class="scroll settings">
        <section class="settings-group">
          <OwnName name={name} onRename={onRename} />
          <SelectRow
            label={t('language')}
            value={settings.language}
            options={[
              { value: 'system', label: t('languageSystem') },
              { value: 'en', label: t('languageEnglish') },
              { value: 'ja', label: t('languageJapanese') },
            ]}
            onChange={(language) => onChange({ language })}
          />
          <SelectRow
            label={t('theme')}
            value={settings.theme}
            options={[
              { value: 'system', label: t('themeSystem') },
              { value: 'light', label: t('themeLight') },
              { value: 'dark', label: t('themeDark') },
            ]}
            onChange={(theme) => onChange({ theme })}
          />
        </section>
        <CallSettings settings={settings} onChange={onChange} />
        <DeviceSettings {...{ settings, devices, commands, attach, onChange }} />
        <PrivacySettings settings={settings} onChange={onChange} />
        <RelaySettings settings={settings} onChange={onChange} onTest={commands.testConnection} />
        {shortcuts && <ShortcutSettings commands={commands} />}
        <IdentitySettings commands={commands} onOpen={onOpen} />
      </div>
    </div>
  );
}

function CallSettings({ settings, onChange }: Pick<SettingsScreenProps, 'settings' | 'onChange'>) {
  const { t } = useText();
  return (
    <section class="settings-group">
      <h2 class="section-title">{t('callsAndMessages')}</h2>
      <SwitchRow
        label={t('ringSound')}
        detail={t('ringSoundDetail')}
        on={settings.ringSound}
        onChange={(ringSound) => onChange({ ringSound })}
      />
      <SwitchRow
        label={t('doNotDisturb')}
        detail={t('doNotDisturbDetail')}
        on={settings.doNotDisturb}
        onChange={(doNotDisturb) => onChange({ doNotDisturb })}
      />
    </section>
  );
}

function PrivacySettings({ settings, onChange }: Pick<SettingsScreenProps, 'settings' | 'onChange'>) {
  const { t } = useText();
  return (
    <section class="settings-group">
      <h2 class="section-title">{t('privacy')}</h2>
      <SwitchRow
        label={t('sendReadReceipts')}
        detail={t('sendReadReceiptsDetail')}
        on={settings.sendReadReceipts}
        onChange={(sendReadReceipts) => onChange({ sendReadReceipts })}
      />
      <SwitchRow
        label={t('showTyping')}
        detail={t('showTypingDetail')}
        on={settings.showTyping}
        onChange={(showTyping) => onChange({ showTyping })}
      />
      <SwitchRow
        label={t('leaveMail')}
        detail={t('leaveMailDetail')}
        on={settings.leaveMail}
        onChange={(leaveMail) => onChange({ leaveMail })}
      />
      <SwitchRow
        label={t('acceptRequestsById')}
        detail={t('acceptRequestsByIdDetail')}
        on={settings.acceptRequestsById}
        onChange={(acceptRequestsById) => onChange({ acceptRequestsById })}
      />
      <SwitchRow
        label={t('pointVerifiedOnly')}
        detail={t('pointVerifiedOnlyDetail')}
        on={settings.pointVerifiedOnly}
        onChange={(pointVerifiedOnly) => onChange({ pointVerifiedOnly })}
      />
    </section>
  );
}

function OwnName({ name, onRename }: Pick<SettingsScreenProps, 'name' | 'onRename'>) {
  const [typed, setTyped] = useState<string | null>(null);
  const save = (): void => {
    const next = cleanName(typed ?? '');
    setTyped(null);
    if (next !== '' && next !== name) onRename(next);
  };
  return (
    <div class="padded-inline">
      <NameField name={typed ?? name} onName={setTyped} onDone={save} />
    </div>
  );
}
