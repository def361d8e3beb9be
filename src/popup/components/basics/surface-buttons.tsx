import { AppWindow, PanelRight } from 'lucide-preact';
import type { OpenableSurface } from '../../../shared/messaging/contract.ts';
import { useCapabilities } from '../../capabilities.ts';
import { IconButton } from './icon-button.tsx';
import { useText } from './text.ts';

export interface SurfaceButtonsProps {
  readonly onOpen: (surface: OpenableSurface) => void;
}

/** The ways to frames that stay while one goes on elsewhere. */
export function SurfaceButtons({ onOpen }: SurfaceButtonsProps) {
  const { surfaces } = useCapabilities();
  const { t } = useText();
  return (
    <>
      {surfaces.includes('panel') && (
        <IconButton icon={PanelRight} label={t('openInSidePanel')} onClick={() => onOpen('panel')} />
      )}
      {surfaces.includes('window') && (
        <IconButton icon={AppWindow} label={t('openInWindow')} onClick={() => onOpen('window')} />
      )}
    </>
  );
}
