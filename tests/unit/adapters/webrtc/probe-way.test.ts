import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { peerConnectionCount } from '#src/adapters/webrtc/connections.ts';
import { probeWay } from '#src/adapters/webrtc/probe-way.ts';
import { FakePeerConnection } from '../../../fakes/fake-peer-connection.ts';
import { hostCandidate, reflexiveCandidate, relayCandidate } from '../../../fakes/link-descriptions.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('RTCPeerConnection', FakePeerConnection);
  FakePeerConnection.all.length = 0;
  FakePeerConnection.failing = undefined;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

type Wanted = Parameters<typeof probeWay>[0]['wanted'];

async function probe(wanted: Wanted, happen: (connection: FakePeerConnection) => void = () => undefined) {
  const probing = probeWay({ wanted, iceServers: [{ urls: 'turn:turn.example' }] });
  happen(FakePeerConnection.newest());
  await vi.advanceTimersByTimeAsync(10_000);
  expect([FakePeerConnection.live(), peerConnectionCount(), vi.getTimerCount()]).toEqual([0, 0, 0]);
  return (await probing).outcome;
}

const refuse = (errorCode: number) => (connection: FakePeerConnection) => {
  connection.onicecandidateerror?.({ url: 'turn:turn.example', errorCode });
  connection.finishGathering();
};

it.each<readonly [Wanted, string]>([
  ['host', hostCandidate],
  ['srflx', reflexiveCandidate],
  ['relay', relayCandidate],
])('a way works once there is a candidate of its type: %s', async (wanted, candidate) => {
  expect(await probe(wanted, (connection) => connection.find(candidate))).toBe('works');
});

it('another candidate is no answer', async () => {
  expect(await probe('relay', (connection) => connection.find(hostCandidate))).toBe('unreachable');
});

it('a server that shows nothing new has answered', async () => {
  expect(await probe('srflx', (connection) => connection.finishGathering())).toBe('works');
  expect(await probe('relay', (connection) => connection.finishGathering())).toBe('unreachable');
});

it.each<readonly [Wanted, number, string]>([
  ['relay', 401, 'refused'],
  ['relay', 701, 'unreachable'],
  ['srflx', 701, 'unreachable'],
])('tells what was said from what was not: %s, %d', async (wanted, code, outcome) => {
  expect(await probe(wanted, refuse(code))).toBe(outcome);
});

it('nothing at all is silence after a while, also where the browser makes no offer', async () => {
  expect(await probe('srflx')).toBe('unreachable');
  FakePeerConnection.failing = 'setLocalDescription';
  expect(await probe('host')).toBe('unreachable');
});

it('a server that the browser does not take is none', async () => {
  vi.stubGlobal(
    'RTCPeerConnection',
    class {
      constructor() {
        throw new SyntaxError('a port that is blocked');
      }
    },
  );
  expect((await probeWay({ wanted: 'relay', iceServers: [{ urls: 'turn:turn.example:25' }] })).outcome).toBe(
    'unreachable',
  );
});

it('asks through relays alone where a relay is tried', async () => {
  await probe('relay');
  await probe('srflx');
  expect(FakePeerConnection.all.map(({ configuration }) => configuration.iceTransportPolicy)).toEqual(['relay', 'all']);
});
