import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { OpenableSurface } from '../shared/messaging/contract.ts';

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
