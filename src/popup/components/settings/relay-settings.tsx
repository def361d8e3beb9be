import { useState } from 'preact/hooks';
import type { RelayServer } from '../../../shared/settings/relay.ts';
import { relayUrl } from '../../../shared/settings/relay.ts';
import type { SettingsChange, SettingsView } from '../../../shared/settings/settings.ts';
import { SwitchRow } from '../basics/switch-row.tsx';
import { useText } from '../basics/text.ts';
import type { ConnectionTestProps } from './connection-test.tsx';
import { ConnectionTest } from './connection-test.tsx';

export interface RelaySettingsProps {
  readonly settings: Pick<SettingsView, 'relayOnly' | 'relayServer'>;
  readonly onChange: (change: SettingsChange) => void;
  readonly onTest: ConnectionTestProps['onTest'];
}

/** Hiding the own address, and the server behind which it hides. */
export function RelaySettings({ settings, onChange, onTest }: RelaySettingsProps) {
  const { t } = useText();
  const { relayOnly, relayServer } = settings;
  const change = (part: Partial<RelayServer>): void => onChange({ relayServer: part });
  const isWrong = relayServer.address !== '' && relayUrl(relayServer) === undefined;
  return (
    <section class="settings-group">
      <h2 class="section-title">{t('connection')}</h2>
      <SwitchRow
        label={t('relayOnly')}
        detail={t('relayOnlyDetail')}
        on={relayOnly}
        onChange={(on) => onChange({ relayOnly: on })}
      />
      <RelayField
        label={t('relayAddress')}
        value={relayServer.address}
        placeholder="turn.example.org:3478"
        onSave={(address) => change({ address })}
      />
      {isWrong && (
        <p class="alert" role="alert">
          {t('relayAddressWrong')}
        </p>
      )}
      <RelayField label={t('relayUsername')} value={relayServer.username} onSave={(username) => change({ username })} />
      <RelayField
        label={t('relayPassword')}
        value=""
        {...(relayServer.hasPassword && { placeholder: t('relayPasswordSaved') })}
        secret
        onSave={(password) => change({ password })}
      />
      <p class="quiet padded-inline">{t('relayDetail')}</p>
      <ConnectionTest onTest={onTest} />
    </section>
  );
}

interface RelayFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly secret?: boolean;
  readonly onSave: (value: string) => void;
}

function RelayField({ label, value, placeholder, secret = false, onSave }: RelayFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const save = (): void => {
    const next = typed?.trim() ?? value;
    setTyped(null);
    if (next !== value) onSave(next);
  };
  return (
    <label class="field padded-inline">
      <span>{label}</span>
      <input
        class="input"
        type={secret ? 'password' : 'text'}
        maxLength={300}
        spellcheck={false}
        autocomplete="off"
        placeholder={placeholder}
        value={typed ?? value}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.isComposing) save();
        }}
      />
    </label>
  );
}
