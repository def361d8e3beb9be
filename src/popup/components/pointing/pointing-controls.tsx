import { Eraser, MousePointer2, Pencil, Pin } from 'lucide-preact';
import type { PointingView } from '../../../shared/pointing-view.ts';
import { IconButton } from '../basics/icon-button.tsx';
import type { MessageKey } from '../basics/text.ts';
import { useText } from '../basics/text.ts';
import { ToggleButton } from '../basics/toggle-button.tsx';
import type { PointingTools } from './use-pointing-tools.ts';

export interface PointingControlsProps {
  /** On what they share. */
  readonly state: NonNullable<PointingView['onTheirs']>;
  readonly name: string;
  readonly tools: PointingTools;
}

const reasons: Readonly<Partial<Record<PointingControlsProps['state'], MessageKey>>> = {
  refused: 'pointingRefused',
  unsupported: 'pointingUnsupported',
};

/** What one can do on a share that one watches. */
export function PointingControls({ state, name, tools }: PointingControlsProps) {
  const { t } = useText();
  const { isOn, draws, stays, change, act } = tools;
  const allowed = state === 'allowed';
  const reason = reasons[state];
  return (
    <fieldset class="call-panel" aria-label={t('pointingTools')}>
      <ToggleButton
        icon={MousePointer2}
        label={t('pointAndDraw')}
        opener="point"
        on={isOn && allowed}
        disabled={!allowed}
        onClick={() => change({ isOn: !isOn })}
      />
      {isOn && allowed && (
        <>
          <ToggleButton icon={Pencil} label={t('pointingPen')} on={draws} onClick={() => change({ draws: !draws })} />
          <ToggleButton icon={Pin} label={t('keepDrawing')} on={stays} onClick={() => change({ stays: !stays })} />
          <IconButton
            icon={Eraser}
            label={t('wipeDrawing')}
            kind="call"
            onClick={() => act({ kind: 'wiped', picture: 'theirs' })}
          />
        </>
      )}
      <span class="call-panel-words" role="status">
        {reason !== undefined && t(reason, name)}
      </span>
    </fieldset>
  );
}
