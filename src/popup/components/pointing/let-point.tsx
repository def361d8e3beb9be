import { Eraser, MousePointer2, MousePointer2Off } from 'lucide-preact';
import type { PointedShareView, PointingAction } from '../../../shared/pointing-view.ts';
import { IconButton } from '../basics/icon-button.tsx';
import { useText } from '../basics/text.ts';
import { ToggleButton } from '../basics/toggle-button.tsx';

export interface LetPointProps {
  readonly share: PointedShareView;
  readonly name: string;
  readonly act: (action: PointingAction) => void;
}

/** Whether the other one may point at what is shared here, and an end to what they have drawn. */
export function LetPoint({ share, name, act }: LetPointProps) {
  const { t } = useText();
  const { allowed, supported, active } = share;
  const on = allowed && supported;
  return (
    <>
      <ToggleButton
        icon={on ? MousePointer2 : MousePointer2Off}
        label={t('letThemPoint')}
        on={on}
        disabled={!supported}
        onClick={() => act({ kind: 'allowed', allowed: !allowed })}
      />
      {active && (
        <IconButton
          icon={Eraser}
          label={t('wipeDrawing')}
          kind="call"
          onClick={() => act({ kind: 'wiped', picture: 'mine' })}
        />
      )}
      {!supported && <span class="call-panel-words">{t('pointingUnsupported', name)}</span>}
    </>
  );
}
