import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { laneTable } from '#src/adapters/webrtc/lane-table.ts';
import type { Lanes } from '#src/adapters/webrtc/lanes.ts';
import { createLanes } from '#src/adapters/webrtc/lanes.ts';
import type { Lane } from '#src/engine/ports/peer-port.ts';
import { laneNames } from '#src/engine/ports/peer-port.ts';
import type { FakeDataChannel } from '../../../fakes/fake-peer-connection.ts';
import { FakePeerConnection } from '../../../fakes/fake-peer-connection.ts';

let reports: string[];
let lanes: Lanes;

beforeEach(() => {
  vi.stubGlobal('RTCPeerConnection', FakePeerConnection);
  FakePeerConnection.all.length = 0;
  reports = [];
  lanes = createLanes(new RTCPeerConnection({}), {
    onOpen: () => reports.push('open'),
    onClosed: () => reports.push('closed'),
    onFrame: (lane, frame) => reports.push(`${lane} ${JSON.stringify(frame)}`),
    onBytes: (lane, bytes) => reports.push(`${lane} bytes ${bytes}`),
    onBadFrame: (lane) => reports.push(`bad ${lane}`),
    onDrained: (lane) => reports.push(`drained ${lane}`),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function channelOf(lane: Lane): FakeDataChannel {
  const channel = FakePeerConnection.newest().channels.find(({ label }) => label === lane);
  if (channel === undefined) throw new Error(`no channel for ${lane}`);
  return channel;
}

function open(): void {
  FakePeerConnection.newest().openChannels();
  reports = [];
}

/** Bytes of that length which can be told apart by the first. */
function numbered(number: number, byteLength: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(byteLength).fill(number, 0, 1);
}

function numbersSent(lane: Lane): readonly (number | undefined)[] {
  return channelOf(lane).sentBytes.map(([first]) => first);
}

const packet = 1_150;

describe.each(laneNames)('the %s lane', (lane) => {
  const { maxMessageBytes, overflow } = laneTable[lane];

  test('carries bytes out as they are, and never before it is open', () => {
    expect(lanes.sendBytes(lane, Uint8Array.of(1, 2))).toBe(false);
    expect(lanes.send(lane, { t: 'x' })).toBe(false);
    open();
    expect(lanes.sendBytes(lane, Uint8Array.of(3, 4))).toBe(true);
    expect(channelOf(lane).sentBytes).toEqual([Uint8Array.of(3, 4)]);
    expect(channelOf(lane).sent).toEqual([]);
  });

  test('gives bytes to whoever takes bytes, and JSON to whoever takes frames', () => {
    open();
    expect(channelOf(lane).binaryType).toBe('arraybuffer');
    channelOf(lane).onmessage?.({ data: Uint8Array.of(1, 2).buffer });
    channelOf(lane).onmessage?.({ data: '{"t":"x"}' });
    expect(reports).toEqual([`${lane} bytes 1,2`, `${lane} {"t":"x"}`]);
  });

  test('takes a message of the largest size either way and no larger one', () => {
    open();
    const receive = (data: unknown): void => channelOf(lane).onmessage?.({ data });
    const frame = { t: 'x'.repeat(maxMessageBytes - '{"t":""}'.length) };
    expect(lanes.send(lane, frame)).toBe(true);
    expect(lanes.sendBytes(lane, numbered(1, maxMessageBytes))).toBe(true);
    expect(() => lanes.send(lane, { t: `${frame.t}x` })).toThrow(RangeError);
    expect(() => lanes.send(lane, { t: `${frame.t.slice(1)}é` })).toThrow(RangeError);
    expect(() => lanes.sendBytes(lane, numbered(1, maxMessageBytes + 1))).toThrow(RangeError);

    receive(JSON.stringify(frame));
    receive(new ArrayBuffer(maxMessageBytes));
    expect(reports.map((report) => report.slice(0, lane.length))).toEqual([lane, lane]);
    reports = [];
    receive(JSON.stringify({ t: `${frame.t}x` }));
    receive(new ArrayBuffer(maxMessageBytes + 1));
    expect(reports).toEqual([`bad ${lane}`, `bad ${lane}`]);
  });

  test('tells once that it drained, and not before it is down to its low-water mark', () => {
    open();
    const half = Math.ceil(maxMessageBytes / 2);
    for (let sent = 0; sent < 3; sent += 1) lanes.sendBytes(lane, numbered(1, half));
    expect(lanes.bufferedBytes(lane)).toBe(3 * half);
    channelOf(lane).drain(overflow.lowWaterBytes + 1);
    expect(reports).toEqual([]);
    channelOf(lane).drain(overflow.lowWaterBytes);
    channelOf(lane).drain();
    expect(reports).toEqual([`drained ${lane}`]);
    expect(lanes.bufferedBytes(lane)).toBe(0);
  });

  test('does not tell that it drained when it was filled again before the news came', () => {
    open();
    channelOf(lane).bufferedAmount = overflow.lowWaterBytes + 1;
    channelOf(lane).onbufferedamountlow?.();
    expect(reports).toEqual([]);
  });

  test('keeps nothing when its channel closes under a send', () => {
    open();
    channelOf(lane).send = () => {
      throw new DOMException('closing', 'InvalidStateError');
    };
    expect(lanes.sendBytes(lane, Uint8Array.of(1))).toBe(false);
    expect(lanes.bufferedBytes(lane)).toBe(0);
  });

  test('does not hide a mistake of ours', () => {
    open();
    channelOf(lane).send = () => {
      throw new TypeError('not bytes');
    };
    expect(() => lanes.sendBytes(lane, Uint8Array.of(1))).toThrow(TypeError);
  });
});

describe.each(['control', 'text'] as const)('the %s lane when it is full', (lane) => {
  const { maxBufferedBytes } = laneTable[lane].overflow;

  test('refuses what would exceed its limit, and what fits by a byte it takes', () => {
    open();
    channelOf(lane).bufferedAmount = maxBufferedBytes - 2;
    expect(lanes.sendBytes(lane, numbered(1, 3))).toBe(false);
    expect(lanes.send(lane, { t: 'x' })).toBe(false);
    expect(lanes.bufferedBytes(lane)).toBe(maxBufferedBytes - 2);
    expect(lanes.sendBytes(lane, numbered(2, 2))).toBe(true);
    channelOf(lane).drain();
    expect(lanes.sendBytes(lane, numbered(3, 3))).toBe(true);
    expect(numbersSent(lane)).toEqual([2, 3]);
    expect(channelOf(lane).sent).toEqual([]);
  });
});

describe('the unreliable lane when it is full', () => {
  test('lets sixteen messages wait and drops the oldest of them for a newer one', () => {
    open();
    for (let number = 0; number < 30; number += 1) {
      expect(lanes.sendBytes('unreliable', numbered(number, packet))).toBe(true);
    }
    expect(numbersSent('unreliable')).toEqual([0, 1, 2, 3]);
    expect(lanes.bufferedBytes('unreliable')).toBe(20 * packet);
    for (let round = 0; round < 4; round += 1) channelOf('unreliable').drain();
    expect(numbersSent('unreliable')).toEqual([0, 1, 2, 3, ...Array.from({ length: 16 }, (_, index) => index + 14)]);
    expect(reports).toEqual([]);
    channelOf('unreliable').drain();
    expect(reports).toEqual(['drained unreliable']);
  });

  test('sends what waits before what comes, frames and bytes alike', () => {
    open();
    for (let number = 0; number < 4; number += 1) lanes.sendBytes('unreliable', numbered(number, packet));
    lanes.sendBytes('unreliable', numbered(4, packet));
    lanes.send('unreliable', { t: 'small' });
    expect(channelOf('unreliable').sent).toEqual([]);
    channelOf('unreliable').drain(2 * packet);
    lanes.sendBytes('unreliable', numbered(5, 1));
    expect(numbersSent('unreliable')).toEqual([0, 1, 2, 3, 4, 5]);
    expect(channelOf('unreliable').sent).toEqual(['{"t":"small"}']);
  });

  test('sends what the bytes were when they were handed over', () => {
    open();
    for (let number = 0; number < 4; number += 1) lanes.sendBytes('unreliable', numbered(number, packet));
    const reused = numbered(4, packet);
    lanes.sendBytes('unreliable', reused);
    reused.fill(9);
    channelOf('unreliable').drain();
    expect(numbersSent('unreliable')).toEqual([0, 1, 2, 3, 4]);
  });

  test('leaves no message behind that waits for an event which no longer comes', () => {
    // A channel tells that it drained only when it held more than its mark while something began to wait.
    const { maxMessageBytes, overflow } = laneTable.unreliable;
    expect(overflow.maxBufferedBytes - maxMessageBytes).toBeGreaterThan(overflow.lowWaterBytes);
  });
});

test('holds early bytes back until all lanes are open, and counts what is too many', () => {
  for (let count = 0; count < 65; count += 1) channelOf('text').onmessage?.({ data: new ArrayBuffer(1) });
  expect(reports).toEqual(['bad text']);
  FakePeerConnection.newest().openChannels();
  expect(reports).toEqual(['bad text', 'open', ...Array.from({ length: 64 }, () => 'text bytes 0')]);
});
