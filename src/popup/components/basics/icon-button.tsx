import type { LucideIcon } from 'lucide-preact';

export interface IconButtonProps {
  readonly icon: LucideIcon;
  /** The accessible name, shown as a tooltip too. */
  readonly label: string;
  readonly onClick: () => void;
  /** The pointer is down on it, and a click may follow. */
  readonly onTouch?: () => void;
  readonly opener?: string;
  readonly kind?: 'plain' | 'accent' | 'danger' | 'call' | 'call-off';
  readonly disabled?: boolean;
  readonly busy?: boolean;
  /** For a button that stays down: whether it is. */
  readonly pressed?: boolean;
  /** For a button that shows and hides something: whether it is shown. */
  readonly expanded?: boolean;
}

export function IconButton(props: IconButtonProps) {
  const { icon: Icon, label, onClick, onTouch, opener, kind = 'plain', disabled, busy, pressed, expanded } = props;
  return (
    <button
      type="button"
      class={`icon-button ${kind}`}
      aria-label={label}
      title={label}
      data-opener={opener}
      disabled={disabled ?? false}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-busy={busy === true ? 'true' : undefined}
      onClick={onClick}
      onPointerDown={onTouch}
    >
      <Icon size={20} aria-hidden="true" />
    </button>
  );
}
