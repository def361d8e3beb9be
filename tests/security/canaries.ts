import { createNeedleSearch } from './needle-search.ts';

/** Something that must never be seen on the way to the operator. */
export interface Canary {
  readonly what: string;
  readonly bytes: Buffer;
}

export function canaryOf(what: string, content: string | Uint8Array): Canary {
  return { what, bytes: typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content) };
}

/** Below this, chance alone would find a canary in a megabyte of sealed bytes. */
const shortestNeedle = 6;

/** Which canaries occur in the recordings, with the disguise in which they were found. */
export function findCanaries(recordings: readonly Buffer[], canaries: readonly Canary[]): readonly string[] {
  const disguised = canaries.flatMap(({ what, bytes }) =>
    disguisesOf(bytes).map(([disguise, needle]) => ({ told: `${what} (${disguise})`, needle })),
  );
  const search = createNeedleSearch(disguised.map(({ needle }) => Buffer.from(needle, 'latin1')));
  const found = new Set(
    recordings.flatMap((recording) => readings(recording).flatMap((reading) => [...search(reading)])),
  );
  return disguised.flatMap(({ told }, place) => (found.has(place) ? [told] : []));
}

/** What was sent, as it was sent and with its URL encoding undone. */
function readings(recording: Buffer): readonly Buffer[] {
  const decoded = recording
    .toString('latin1')
    .replaceAll(/%([0-9a-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return [recording, Buffer.from(decoded, 'latin1')];
}

function disguisesOf(bytes: Buffer): readonly (readonly [disguise: string, needle: string])[] {
  const hex = bytes.toString('hex');
  const text = bytes.toString('utf8');
  const disguises: [string, string][] = [
    ['raw', bytes.toString('latin1')],
    ['UTF-16', Buffer.from(text, 'utf16le').toString('latin1')],
    ['hex', hex],
    ['hex in upper case', hex.toUpperCase()],
    [
      'JSON escapes',
      JSON.stringify(text)
        .slice(1, -1)
        .replaceAll(/[^\x20-\x7e]/g, escapeCharacter),
    ],
    ['URL encoding', encodeURIComponent(text)],
    ...[0, 1, 2].flatMap((offset): [string, string][] => {
      const inside = base64Inside(bytes, offset);
      return [
        [`base64, alignment ${offset}`, inside],
        [`base64url, alignment ${offset}`, inside.replaceAll('+', '-').replaceAll('/', '_')],
      ];
    }),
  ];
  return disguises.filter(([, needle]) => needle.length >= shortestNeedle);
}

/** The characters that stand for these bytes alone when `offset` others precede them within base64. */
function base64Inside(bytes: Buffer, offset: number): string {
  const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
  const firstWhole = offset === 0 ? 0 : offset + 1;
  return whole.toString('base64').slice(firstWhole, Math.floor((whole.length * 4) / 3));
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The secrets and addresses in a session description. */
export function canariesOfDescription(sdp: string): readonly Canary[] {
  const lines = sdp.split('\r\n');
  const valuesOf = (attribute: string): string[] => [
    ...new Set(lines.flatMap((line) => (line.startsWith(`a=${attribute}:`) ? [line.slice(attribute.length + 3)] : []))),
  ];
  return [
    // Four characters alone would be found by chance; as a word of JSON or behind its name they would not.
    ...valuesOf('ice-ufrag').flatMap((ufrag) => [
      canaryOf('ICE ufrag as a value', `"${ufrag}"`),
      canaryOf('ICE ufrag behind its name', `ufrag ${ufrag}`),
      canaryOf('ICE ufrag in a description', `ufrag:${ufrag}`),
    ]),
    ...valuesOf('ice-pwd').map((password) => canaryOf('ICE password', password)),
    ...valuesOf('fingerprint').flatMap((fingerprint) => {
      const digits = fingerprint.replace(/^\S+ /, '');
      return [
        canaryOf('fingerprint as written', digits),
        canaryOf('fingerprint as bytes', Buffer.from(digits.replaceAll(':', ''), 'hex')),
      ];
    }),
    ...valuesOf('candidate').flatMap((candidate) => {
      const [, , , , address = '', port = ''] = candidate.split(' ');
      return [
        canaryOf('candidate', candidate),
        canaryOf('candidate address', `${address}`),
        canaryOf('candidate port', `${address} ${port}`),
      ];
    }),
  ];
}

/** What would keep canaries from being found in plain sight: bodies that are packed, in pieces, or in frames. */
const opaque = /\r\n(?:content-encoding|transfer-encoding):|^PRI \* HTTP\/2/i;

/** Connections of which a scan could not read the bodies, each in one line. */
export function findUnreadable(recordings: readonly Buffer[]): readonly string[] {
  return recordings.flatMap((recording) => {
    const [found] = opaque.exec(recording.toString('latin1')) ?? [];
    return found === undefined ? [] : [`cannot be read: ${found.trim()}`];
  });
}

/** Each only once. */
export function withoutTwins(canaries: readonly Canary[]): readonly Canary[] {
  return [...new Map(canaries.map((canary) => [canary.bytes.toString('hex'), canary])).values()];
}
