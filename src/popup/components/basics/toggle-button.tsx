import type { IconButtonProps } from './icon-button.tsx';
import { IconButton } from './icon-button.tsx';

export interface ToggleButtonProps extends Pick<IconButtonProps, 'icon' | 'label' | 'onClick' | 'opener' | 'disabled'> {
  readonly on: boolean;
}

/** Something in a call that is on or off, by one name for both. */
export function ToggleButton({ on, ...button }: ToggleButtonProps) {
  return <IconButton {...button} kind={on ? 'accent' : 'call'} pressed={on} />;
}
