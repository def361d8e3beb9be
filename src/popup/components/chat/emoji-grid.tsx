import { useEffect, useRef } from 'preact/hooks';
import { useText } from '../basics/text.ts';
import { usePlaced } from '../basics/use-placed.ts';
import { commonEmoji } from './emoji.ts';

export interface EmojiGridProps {
  readonly label: string;
  /** The button it belongs to. */
  readonly anchor: HTMLElement;
  readonly chosen?: string | undefined;
  readonly onChoose: (emoji: string) => void;
  /** `returnFocus` is false when the focus has gone elsewhere. */
  readonly onClose: (returnFocus: boolean) => void;
}

const mostColumns = 8;
const columnPx = 36;
/** Its padding and border, and the distance to both edges of the window. */
const besidePx = 26;

const columnsIn = (widthPx: number): number => Math.min(mostColumns, Math.floor((widthPx - besidePx) / columnPx));

const stepOf = (key: string, columns: number): number | undefined =>
  ({ ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns })[key];

/** A small choice of emoji, one stop for Tab and arrow keys inside. */
export function EmojiGrid({ label, anchor, chosen, onChoose, onClose }: EmojiGridProps) {
  const { t } = useText();
  const panel = useRef<HTMLDivElement>(null);
  usePlaced(panel, anchor);
  const columns = columnsIn(innerWidth);
  const buttons = (): HTMLButtonElement[] => [...(panel.current?.querySelectorAll('button') ?? [])];
  useEffect(() => {
    const all = buttons();
    (all.find((button) => button.ariaPressed === 'true') ?? all[0])?.focus();
  }, []);

  const move = (event: KeyboardEvent): void => {
    const step = stepOf(event.key, columns);
    if (event.key === 'Escape' || event.key === 'Tab') onClose(true);
    else if (step === undefined) return;
    else {
      const all = buttons();
      const target = all.findIndex((button) => button.matches(':focus')) + step;
      all[target]?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const left = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node) || !panel.current?.contains(relatedTarget)) onClose(false);
  };

  return (
    <div
      ref={panel}
      class="emoji-grid floating-panel"
      role="dialog"
      aria-label={label}
      style={{ '--columns': columns }}
      onKeyDown={move}
      onFocusOut={left}
    >
      {commonEmoji.map(({ character, name }) => (
        <button
          key={character}
          type="button"
          class="emoji-button"
          tabIndex={-1}
          aria-label={t(name)}
          title={t(name)}
          aria-pressed={character === chosen}
          onClick={() => {
            onClose(true);
            onChoose(character);
          }}
        >
          {character}
        </button>
      ))}
    </div>
  );
}
