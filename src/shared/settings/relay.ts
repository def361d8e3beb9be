/** A server through which packets go instead of directly, so that contacts see its address and not ours. */
export interface RelayServer {
  /** As people type it: `turn.example.org:3478`, with `turn:` or `turns:` before it or not. */
  readonly address: string;
  readonly username: string;
  readonly password: string;
}

/** What surfaces are told of it: nobody reads a password back that was entered once. */
export interface RelayServerView extends Pick<RelayServer, 'address' | 'username'> {
  readonly hasPassword: boolean;
}

export const noRelayServer: RelayServer = { address: '', username: '', password: '' };

export function viewRelayServer({ address, username, password }: RelayServer): RelayServerView {
  return { address, username, hasPassword: password !== '' };
}

/** The password stays until there is another one, and goes when the address does. */
export function changeRelayServer(before: RelayServer, change: Partial<RelayServer>): RelayServer {
  const next = { ...before, ...change };
  return change.address === '' ? { ...next, password: change.password ?? '' } : next;
}

const grammar = /^(?:turns?:)?(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:\?transport=(?:udp|tcp))?$/i;

/** The address as browsers want it (RFC 7065 §3); undefined for anything they would stumble over. */
export function relayUrl({ address }: Pick<RelayServer, 'address'>): string | undefined {
  const text = address.trim();
  if (text.length > 300 || !grammar.test(text)) return undefined;
  return /^turns?:/i.test(text) ? text : `turn:${text}`;
}

/** Whether one of these addresses is a relay's. */
export function isRelayUrl(url: string): boolean {
  return /^turns?:/i.test(url);
}
