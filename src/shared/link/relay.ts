/** A server through which packets go instead of directly, so that contacts see its address and not ours. */
export interface RelayServer {
  /** As people type it: `turn.example.org:3478`, with `turn:` or `turns:` before it or not. */
  readonly address: string;
  readonly username: string;
  readonly password: string;
}

export const noRelayServer: RelayServer = { address: '', username: '', password: '' };

const grammar = /^(?:turns?:)?(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:\?transport=(?:udp|tcp))?$/i;

/** The address as browsers want it (RFC 7065 §3); undefined for anything they would stumble over. */
export function relayUrl({ address }: RelayServer): string | undefined {
  const text = address.trim();
  if (text.length > 300 || !grammar.test(text)) return undefined;
  return /^turns?:/i.test(text) ? text : `turn:${text}`;
}

/** Whether one of these addresses is a relay's. */
export function isRelayUrl(url: string): boolean {
  return /^turns?:/i.test(url);
}
