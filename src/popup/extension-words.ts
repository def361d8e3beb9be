import { extensionApi } from '../shared/extension-api.ts';
import type { PackagedWords } from './surface-host.ts';

/** As the browser found them in the extension's package. */
export const extensionWords: PackagedWords = {
  lookUp: (key, substitutions) => extensionApi.i18n.getMessage(key, [...substitutions]),
  urlOf: (language) => extensionApi.runtime.getURL(`_locales/${language}/messages.json`),
};
