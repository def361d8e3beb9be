import { AppWindow, PanelRight } from 'lucide-preact';
import type { OpenableSurface } from '../../../shared/messaging/contract.ts';
import { IconButton } from './icon-button.tsx';
import { useText } from './text.ts';

export interface SurfaceButtonsProps {
  readonly surfaces: readonly OpenableSurface[];
  readonly onOpen: (surface: OpenableSurface) => void;
}

/** The ways to frames that stay while one goes on elsewhere. */
export function SurfaceButtons({ surfaces, onOpen }: SurfaceButtonsProps) {
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
