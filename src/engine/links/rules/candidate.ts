/** The value of one `candidate:` attribute (RFC 8839 §5.1), at most 256 characters, canonical. */
export type IceCandidate = string;

/** What decides about a candidate: where it comes from and how it would carry packets. */
export interface CandidateFacts {
  /** Canonical value: RFC 8839 §5.1 without vendor extensions. */
  readonly value: IceCandidate;
  readonly origin: 'host' | 'srflx' | 'prflx' | 'relay';
  readonly protocol: 'udp' | 'tcp';
  readonly priority: number;
}

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
/** An IP address or an mDNS name; other names would make the browser ask a name server that a peer chose. */
const address = `(?:(?:${octet}\\.){3}${octet}|[0-9a-f:]*:[0-9a-f:.]+|[0-9a-f-]{36}\\.local)`;
const port = '\\d{1,5}';
const grammar = new RegExp(
  '^(?:candidate:)?' +
    `(?<core>[A-Za-z0-9+/]{1,32} [12] (?<protocol>udp|tcp) (?<priority>\\d{1,10}) ${address} ${port} typ ` +
    `(?<origin>host|srflx|prflx|relay)(?: raddr ${address} rport ${port})?(?: tcptype (?:active|passive|so))?)` +
    '(?: [\\x21-\\x7e]+ [\\x21-\\x7e]+)*$',
  'i',
);
/** The longest legal value is near 200 characters. */
const maxLength = 256;

/** A relay's candidate names the address from which the relay was asked (RFC 8839 §5.1); this one does not. */
export function withoutRelatedAddress(candidate: IceCandidate): IceCandidate {
  return candidate.replace(/ raddr \S+ rport \d+/i, ' raddr 0.0.0.0 rport 0');
}

/** Reads one candidate attribute, with or without its `candidate:` prefix; undefined when it is not one we would use. */
export function readCandidate(text: unknown): CandidateFacts | undefined {
  if (typeof text !== 'string' || text.length > maxLength) return undefined;
  const groups = grammar.exec(text)?.groups;
  if (groups?.core === undefined || groups.origin === undefined) return undefined;
  return {
    value: groups.core,
    origin: readOrigin(groups.origin.toLowerCase()),
    protocol: groups.protocol?.toLowerCase() === 'tcp' ? 'tcp' : 'udp',
    priority: Number(groups.priority),
  };
}

function readOrigin(text: string): CandidateFacts['origin'] {
  if (text === 'srflx' || text === 'prflx' || text === 'relay') return text;
  return 'host';
}
