import { Mic, ShieldCheck, Video } from 'lucide-preact';
import type { MessageKey } from '../components/basics/text.ts';
import { useText } from '../components/basics/text.ts';
import type { PermissionState } from './device-permission.ts';

export interface PermissionScreenProps {
  readonly video: boolean;
  readonly state: PermissionState;
  readonly onAllow: () => void;
}

const stateKeys: Readonly<Record<PermissionState, MessageKey>> = {
  'not-asked': 'permissionNotAsked',
  asking: 'permissionAsking',
  granted: 'permissionGranted',
  denied: 'permissionDenied',
  'no-device': 'permissionNoDevice',
  blocked: 'permissionBlocked',
};

export function PermissionScreen({ video, state, onAllow }: PermissionScreenProps) {
  const { t } = useText();
  const Icon = video ? Video : Mic;
  return (
    <main class="permission">
      <div class="permission-icon" data-state={state} aria-hidden="true">
        {state === 'granted' ? <ShieldCheck size={32} /> : <Icon size={32} />}
      </div>
      <h1>{t(video ? 'permissionTitle' : 'permissionTitleVoice')}</h1>
      <p>{t(video ? 'permissionLead' : 'permissionLeadVoice')}</p>
      <button
        type="button"
        class="button primary large"
        disabled={state === 'granted'}
        aria-busy={state === 'asking'}
        onClick={onAllow}
      >
        {t('allowDevices')}
      </button>
      <p class="permission-state" role="status" data-state={state}>
        {t(stateKeys[state])}
      </p>
    </main>
  );
}
