import type { Browser } from 'webextension-polyfill';

const host: { readonly browser?: unknown; readonly chrome?: unknown } = globalThis;

/**
 * The browser's extension interface with promises: every browser of manifest version 3 has it under one of two names, so
 * that nothing has to be translated at run time. Members that a context may not use are undefined there.
 */
// The type describes what both names stand for; there is nothing to check it against before use.
export const extensionApi = (host.browser ?? host.chrome) as Browser;
