import type { OpenableSurface } from '../shared/messaging/contract.ts';

/** What the app is shown in. */
export type Frame = 'popup' | 'panel' | 'window' | 'tab';

/** Only the browser knows its action popup; the others are told by the address they were opened with. */
export function readFrame(search: string, isActionPopup: boolean): Frame {
  if (isActionPopup) return 'popup';
  const surface = new URLSearchParams(search).get('surface');
  return surface === 'panel' || surface === 'window' ? surface : 'tab';
}

/** Where one could go from there. */
export function otherSurfaces(frame: Frame): readonly OpenableSurface[] {
  return (['panel', 'window'] as const).filter((surface) => surface !== frame);
}
