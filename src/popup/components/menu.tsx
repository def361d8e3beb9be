import type { LucideIcon } from 'lucide-preact';
import { EllipsisVertical } from 'lucide-preact';
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
}: {
  readonly label: string;
  /** Its name for the way back from a view that an item opens. */
  readonly opener: string;
  readonly items: readonly MenuItem[];
}) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

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
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <EllipsisVertical size={20} aria-hidden="true" />
      </button>
      {open && <Menu label={label} items={items} onClose={close} onLeave={() => setOpen(false)} />}
    </div>
  );
}

interface MenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly onClose: () => void;
  /** The focus went elsewhere, so it must not be pulled back. */
  readonly onLeave: () => void;
}

function Menu({ label, items, onClose, onLeave }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const buttons = (): HTMLElement[] => [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  useEffect(() => buttons()[0]?.focus(), []);

  const move = (event: KeyboardEvent): void => {
    const all = buttons();
    const current = all.findIndex((item) => item.matches(':focus'));
    const target = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: -1 }[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (target === undefined) return;
    else all.at(target % all.length)?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  const left = (event: FocusEvent): void => {
    const next = event.relatedTarget;
    if (!(next instanceof Node) || !event.currentTarget || !menu.current?.contains(next)) onLeave();
  };

  return (
    <div ref={menu} class="menu" role="menu" aria-label={label} onKeyDown={move} onFocusOut={left}>
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
