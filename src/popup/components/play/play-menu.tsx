import { Gamepad2, Grid3x3 } from 'lucide-preact';
import { gameNames } from '../../games/game-words.ts';
import { MenuButton } from '../basics/menu.tsx';
import { useText } from '../basics/text.ts';

export interface PlayMenuProps {
  readonly disabled: boolean;
  readonly onChoose: (game: string) => void;
}

/** What can be played with a contact. */
export function PlayMenu({ disabled, onChoose }: PlayMenuProps) {
  const { t } = useText();
  const items = Object.entries(gameNames).map(([game, key]) => ({
    icon: Grid3x3,
    label: t(key),
    onChoose: () => onChoose(game),
  }));
  return <MenuButton label={t('play')} icon={Gamepad2} opener="play" items={items} disabled={disabled} />;
}
