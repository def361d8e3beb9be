/** Names what happened; never session descriptions, candidates, keys or texts. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  event: string,
  detail?: Readonly<Record<string, string | number>>,
) => void;
