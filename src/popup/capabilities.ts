import type { ComponentType } from 'preact';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { OpenableSurface } from '../shared/messaging/contract.ts';
import type { Commands } from './commands.ts';

/** What the browser around this surface can do; no view asks which browser it is. */
export interface Capabilities {
  /** The other frames in which the app can be opened from here. */
  readonly surfaces: readonly OpenableSurface[];
  /** The browser asks which screen, window or tab is to be shared. */
  readonly screenPicker: boolean;
  /** Calls can be heard on another speaker than the system's. */
  readonly speakerChoice: boolean;
  /** The browser has keys for the app, and a page on which they are chosen. */
  readonly shortcuts: boolean;
  /** Only an ordinary page has them. */
  readonly page?: PageParts;
}

/** What an ordinary page says in the app's place, or beside it. */
export interface PageParts {
  /** Instead of the app's first screen. */
  readonly FirstRun: ComponentType<{
    readonly commands: Pick<Commands, 'createIdentity' | 'restore' | 'keepEntry' | 'readEntry' | 'copy'>;
  }>;
  /** Over the contacts. */
  readonly Notice: ComponentType;
}

export const CapabilitiesContext = createContext<Capabilities>({
  surfaces: [],
  screenPicker: true,
  speakerChoice: true,
  shortcuts: true,
});

export function useCapabilities(): Capabilities {
  return useContext(CapabilitiesContext);
}
