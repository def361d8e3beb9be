import { parseCallFrame } from '#src/engine/calls/rules/frames.ts';
import { parseTextFrame } from '#src/engine/chat/rules/frames.ts';
import { farewellFrame, frameName, parseNegotiationFrame } from '#src/engine/links/rules/frames.ts';
import type { Lane } from '#src/engine/ports/peer-port.ts';
import { laneNames } from '#src/engine/ports/peer-port.ts';
import type { SeededRandom } from '../../../fakes/seeded-random.ts';

export interface HostileFrame {
  readonly lane: Lane;
  readonly data: string;
  /** Sent as bytes, which nobody expects. */
  readonly binary?: true;
}

const hex = 'ab'.repeat(16);
const place = { id: hex, epoch: hex, n: 1, base: 1, sentAtMs: 1 };

/** One well-formed frame of each kind, from which the bad ones are made. */
const genuine: readonly Readonly<Record<string, unknown>>[] = [
  { t: 'text.message', ...place, text: 'hello' },
  { t: 'text.edit', ...place, of: hex, text: 'hello' },
  { t: 'text.delete', ...place, of: hex },
  { t: 'text.reaction', ...place, of: hex, emoji: '🙂' },
  { t: 'text.features', names: ['amend'] },
  { t: 'text.position', newest: { epoch: hex, n: 1, id: hex } },
  { t: 'text.ack', epoch: hex, n: 1 },
  { t: 'text.read', epoch: hex, n: 1 },
  { t: 'text.typing', on: true },
  { t: 'call.invite', callId: hex, video: true },
  { t: 'call.state', callId: hex, mic: true, camera: true, screen: true },
  { t: 'call.hangup', callId: hex, reason: 'hung-up' },
  { t: 'call.missed', callId: hex, video: false, atAgeMs: 1 },
  { t: 'keys.prekey', prekey: 'ab'.repeat(105) },
  { t: 'negotiation.description', type: 'offer', sdp: 'v=0\r\n' },
  { t: 'negotiation.candidate', candidate: '1 1 udp 1 192.0.2.1 9 typ host', mid: '0', ufrag: 'abcd' },
];

const wrongValues: readonly unknown[] = [
  null,
  -1,
  1e308,
  0.5,
  '',
  '\u0000',
  '\ud800',
  [],
  {},
  { toString: 1 },
  [[[[]]]],
  'x'.repeat(70_000),
  { __proto__: null },
];

/** Whole frames that some reader somewhere has stumbled over. */
const oddities: readonly string[] = [
  '',
  'null',
  '0',
  '"t"',
  '[]',
  '{}',
  '{"t":null}',
  '{"t":{"toString":"x"}}',
  '{"t":"__proto__"}',
  '{"t":"constructor","constructor":{"prototype":{"t":"x"}}}',
  '{"__proto__":{"t":"text.typing","on":true}}',
  '{"t":"text.message","__proto__":{"text":"x"}}',
  '{"t":"text.typing","on":true',
  '\ufeff{"t":"text.typing","on":true}',
  '{"t":"text.unknown"}',
  '{"t":"call.unknown"}',
  '{"t":"negotiation.unknown"}',
  '{"t":"keys.prekey"}',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `{"t":"text.message","text":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`,
  `{"t":"${'x'.repeat(200_000)}"}`,
];

/** A frame that no reader may take; the same seed gives the same frames. */
export function hostileFrame(random: SeededRandom, number: number): HostileFrame {
  for (;;) {
    const data = makeData(random, number);
    // Whatever is well formed after all would be dropped by nobody, and rightly so.
    if (!isTaken(data)) return { lane: laneOf(random, data), data, ...(number % 23 === 0 ? { binary: true } : {}) };
  }
}

function makeData(random: SeededRandom, number: number): string {
  const frame = genuine[random.between(0, genuine.length - 1)] ?? {};
  const fields = Object.keys(frame);
  const field = fields[random.between(0, fields.length - 1)] ?? 't';
  switch (number % 5) {
    case 0:
      return withBytesChanged(JSON.stringify(frame), random);
    case 1:
      return JSON.stringify({ ...frame, [field]: wrongValues[random.between(0, wrongValues.length - 1)] });
    case 2:
      return JSON.stringify({ ...frame, t: `${frame.t}${random.hex(4)}` });
    case 3:
      return JSON.stringify(Object.fromEntries(Object.entries(frame).filter(([name]) => name !== field)));
    default:
      return number % 40 === 4 ? oddity(random) : random.hex(random.between(0, 400));
  }
}

function oddity(random: SeededRandom): string {
  return oddities[random.between(0, oddities.length - 1)] ?? '';
}

/** Changes, drops or doubles up to eight characters. */
function withBytesChanged(text: string, random: SeededRandom): string {
  let changed = text;
  for (let left = random.between(1, 8); left > 0; left -= 1) {
    const at = random.between(0, changed.length - 1);
    const inserted = ['', String.fromCharCode(random.between(0, 255)), changed.slice(at, at + 9)][random.between(0, 2)];
    changed = changed.slice(0, at) + inserted + changed.slice(at + 1);
  }
  return changed;
}

function laneOf(random: SeededRandom, data: string): HostileFrame['lane'] {
  // The unreliable lane gives up whatever does not fit into a packet or two.
  const lanes = data.length > 1_000 ? (['control', 'text'] as const) : laneNames;
  return lanes[random.between(0, lanes.length - 1)] ?? 'control';
}

function isTaken(data: string): boolean {
  try {
    const frame: unknown = JSON.parse(data);
    const readers = [parseTextFrame, parseCallFrame, parseNegotiationFrame];
    return frameName(frame) === farewellFrame.t || readers.some((read) => read(frame) !== undefined);
  } catch {
    return false;
  }
}
