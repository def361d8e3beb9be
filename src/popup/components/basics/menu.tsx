import type { LucideIcon } from 'lucide-preact';
import { EllipsisVertical } from 'lucide-preact';
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export interface MenuItem {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly dangerous?: boolean;
  readonly onChoose: () => void;
}

/** A button that opens a menu, by the keyboard rules of the ARIA menu button pattern. */
export function MenuButton({
  label,
  opener,
  items,
  icon: Icon = EllipsisVertical,
  disabled = false,
}: {
  readonly label: string;
  /** Its name for the way back from a view that an item opens. */
  readonly opener: string;
  readonly items: readonly MenuItem[];
  readonly icon?: LucideIcon;
  readonly disabled?: boolean;
}) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);

  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };

  return (
    <div class="menu-anchor">
      <button
        ref={button}
        type="button"
        class="icon-button plain"
        data-opener={opener}
        aria-label={label}
        title={label}
        disabled={disabled}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon size={20} aria-hidden="true" />
      </button>
      {open && (
        <Menu panel={panel} class="menu" label={label} items={items} onClose={close} onLeave={() => setOpen(false)} />
      )}
    </div>
  );
}

export interface MenuProps {
  readonly panel: RefObject<HTMLDivElement>;
  readonly class: string;
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly onClose: () => void;
  /** The focus went elsewhere, so it must not be pulled back. */
  readonly onLeave: () => void;
  /** Further items of the menu, before the others. */
  readonly children?: ComponentChildren;
}

export function Menu({ panel, class: className, label, items, onClose, onLeave, children }: MenuProps) {
  const buttons = (): HTMLElement[] => [...(panel.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
  useEffect(() => buttons()[0]?.focus(), []);

  const move = (event: KeyboardEvent): void => {
    const all = buttons();
    const current = all.findIndex((item) => item.matches(':focus'));
    const target = stepOf(event.key, current);
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (target === undefined) return;
    else all.at(target % all.length)?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  const left = (event: FocusEvent): void => {
    const next = event.relatedTarget;
    if (!(next instanceof Node) || !event.currentTarget || !panel.current?.contains(next)) onLeave();
  };

  return (
    <div ref={panel} class={className} role="menu" aria-label={label} onKeyDown={move} onFocusOut={left}>
      {children}
      {items.map(({ icon: Icon, label: name, dangerous, onChoose }) => (
        <button
          key={name}
          type="button"
          role="menuitem"
          tabIndex={-1}
          class={dangerous === true ? 'menu-item dangerous' : 'menu-item'}
          onClick={() => {
            onClose();
            onChoose();
          }}
        >
          <Icon size={16} aria-hidden="true" />
          {name}
        </button>
      ))}
    </div>
  );
}

function stepOf(key: string, current: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return current + 1;
    case 'ArrowUp':
    case 'ArrowLeft':
      return current - 1;
    case 'Home':
      return 0;
    case 'End':
      return -1;
    default:
      return undefined;
  }
}
