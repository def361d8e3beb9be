import { EyeOff, Pause, Play, RefreshCw } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import type { PointingView } from '../../../shared/pointing-view.ts';
import type { ShareMode } from '../../../shared/settings/share-mode.ts';
import type { CallView } from '../../../shared/snapshot.ts';
import type { Commands } from '../../commands.ts';
import { IconButton } from '../basics/icon-button.tsx';
import { useText } from '../basics/text.ts';
import { LetPoint } from '../pointing/let-point.tsx';

export interface ShareControlsProps {
  readonly share: CallView['self']['share'];
  readonly pointing: PointingView['onMine'];
  /** Of who watches. */
  readonly name: string;
  readonly commands: Pick<Commands, 'shareScreen' | 'offerPage' | 'pauseSharing' | 'changeSettings' | 'point'>;
}

/** What can be done with a share while it runs. */
export function ShareControls({ share, pointing, name, commands }: ShareControlsProps) {
  const { t } = useText();
  const frozen = share.paused === 'frozen';
  const blank = share.paused === 'blank';
  const isKnown = share.page !== null;
  const { offerPage } = commands;
  // The icon may have been clicked on it only now.
  useEffect(() => (isKnown ? undefined : offerPage()), [isKnown, offerPage]);
  return (
    <fieldset class="call-panel" aria-label={t('yourShare')}>
      <IconButton icon={RefreshCw} label={t('shareSomethingElse')} kind="call" onClick={commands.shareScreen} />
      <IconButton
        icon={frozen ? Play : Pause}
        label={t(frozen ? 'continueShare' : 'freezeShare')}
        kind={frozen ? 'accent' : 'call'}
        onClick={() => commands.pauseSharing(frozen ? null : 'frozen')}
      />
      <IconButton
        icon={EyeOff}
        label={t(blank ? 'showShare' : 'blankShare')}
        kind={blank ? 'accent' : 'call'}
        onClick={() => commands.pauseSharing(blank ? null : 'blank')}
      />
      {pointing !== null && <LetPoint share={pointing} name={name} act={commands.point} />}
      <ShareModeChoice mode={share.mode} onChange={(shareMode) => commands.changeSettings({ shareMode })} />
    </fieldset>
  );
}

interface ShareModeChoiceProps {
  readonly mode: ShareMode;
  readonly onChange: (mode: ShareMode) => void;
}

function ShareModeChoice({ mode, onChange }: ShareModeChoiceProps) {
  const { t } = useText();
  return (
    <select
      class="select call-select"
      aria-label={t('shareQuality')}
      value={mode}
      onChange={(event) => onChange(event.currentTarget.value === 'motion' ? 'motion' : 'text')}
    >
      <option value="text">{t('shareText')}</option>
      <option value="motion">{t('shareMotion')}</option>
    </select>
  );
}
