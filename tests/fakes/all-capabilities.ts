import type { Capabilities } from '#src/popup/capabilities.ts';

/** A browser that can do everything, seen from its action popup. */
export const allCapabilities: Capabilities = {
  surfaces: ['panel', 'window'],
  screenPicker: true,
  speakerChoice: true,
  shortcuts: true,
};
