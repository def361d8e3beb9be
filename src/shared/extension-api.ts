import type { Browser } from 'webextension-polyfill';

// Each context declares these names differently; to this module they are just members of an object.
const host: object = globalThis;

/**
 * The browser's extension interface with promises: every browser of manifest version 3 has it under one of two names, so
 * that nothing has to be translated at run time. Members that a context may not use are undefined there.
 */
// The type describes what both names stand for; there is nothing to check it against before use.
export const extensionApi = (Reflect.get(host, 'browser') ?? Reflect.get(host, 'chrome')) as Browser;
