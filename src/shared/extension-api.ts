import type { Browser } from 'webextension-polyfill';

/**
 * The browser's extension interface with promises: every browser of manifest version 3 has it under one of two names, so
 * that nothing has to be translated at run time. Undefined members are those that a context may not use.
 */
// The type describes what both names stand for; there is nothing to check it against before use.
export const extensionApi = (Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome')) as Browser;
