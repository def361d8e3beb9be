import { ArrowLeft } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { IconButton } from './icon-button.tsx';
import { useText } from './text.ts';

export interface ViewHeaderProps {
  readonly title: string;
  readonly onBack: () => void;
}

/** The bar over every view but home. */
export function ViewHeader({ title, onBack }: ViewHeaderProps) {
  return (
    <BackBar onBack={onBack}>
      <h1 class="view-title">{title}</h1>
    </BackBar>
  );
}

export function BackBar({ onBack, children }: { readonly onBack: () => void; readonly children: ComponentChildren }) {
  const { t } = useText();
  return (
    <header class="bar">
      <IconButton icon={ArrowLeft} label={t('back')} onClick={onBack} />
      {children}
    </header>
  );
}
