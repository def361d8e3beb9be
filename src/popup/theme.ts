import type { Settings } from '../shared/settings/settings.ts';

/** `system` leaves the choice to the style sheet's media query. */
export function showTheme(root: HTMLElement, theme: Settings['theme']): void {
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
}
