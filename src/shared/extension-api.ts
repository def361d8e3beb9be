import browser from 'webextension-polyfill';

/** The browser's extension interface with promises, the same under every browser; undefined members are not for a context. */
export const extensionApi = browser;
