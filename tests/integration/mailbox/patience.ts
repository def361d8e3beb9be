/** A stream that breaks while it begins is asked for again after up to ten seconds, and the next one may break as well. */
export const patience = { timeout: 30_000, interval: 100 };
