import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { peerConnectionCount } from '#src/adapters/webrtc/connections.ts';
import { createGatheringPatience } from '#src/adapters/webrtc/gathering-patience.ts';
import { createPeerLink } from '#src/adapters/webrtc/peer-link.ts';
import { buildSdp } from '#src/adapters/webrtc/sdp.ts';
import type { PeerHandlers, PeerLink } from '#src/engine/ports/peer-port.ts';
import { FakePeerConnection } from '../../../fakes/fake-peer-connection.ts';
import { describedAs, hostCandidate, reflexiveCandidate, relayCandidate } from '../../../fakes/link-descriptions.ts';

let reports: string[];
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('RTCPeerConnection', FakePeerConnection);
  vi.stubGlobal('MediaStream', class {});
  FakePeerConnection.all.length = 0;
  FakePeerConnection.failing = undefined;
  reports = [];
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function create(relayOnly = false): PeerLink {
  const handlers: PeerHandlers = {
    onOpen: () => reports.push('open'),
    onConnection: (change) => reports.push(change),
    onFrame: (lane, frame) => reports.push(`${lane} ${JSON.stringify(frame)}`),
    onBytes: (lane, bytes) => reports.push(`${lane} bytes ${bytes}`),
    onBadFrame: (lane) => reports.push(`bad ${lane}`),
    onDrained: (lane) => reports.push(`drained ${lane}`),
    onLateCandidates: (candidates) => reports.push(`late ${candidates.length}`),
    onMediaReady: () => reports.push('media ready'),
    onRelay: (report) => reports.push(`relay ${report}`),
  };
  const options = { iceServers: [{ urls: ['stun:stun.example'] }], relayOnly, polite: false, handlers };
  return createPeerLink(options, createGatheringPatience());
}

async function offered(link: PeerLink): Promise<void> {
  const offer = link.createOffer();
  FakePeerConnection.newest().find(hostCandidate);
  await Promise.all([vi.advanceTimersByTimeAsync(80), offer]);
}

describe('a peer link', () => {
  test('tells what its relays say, until it is closed', async () => {
    const link = create();
    await offered(link);
    const connection = FakePeerConnection.newest();
    connection.onicecandidateerror?.({ url: 'turn:turn.example.org', errorCode: 401 });
    expect(reports).toEqual(['relay refused']);
    connection.find(relayCandidate);
    expect(reports).toEqual(['relay refused', 'relay works']);
    link.close();
    const closed = create();
    closed.close();
    FakePeerConnection.newest().onicecandidateerror?.({ url: 'turn:turn.example.org', errorCode: 701 });
    expect(reports).toHaveLength(2);
  });

  test('offers at once what it was told to prepare, with all that was found since, and gathers once', async () => {
    const link = create();
    const connection = FakePeerConnection.newest();
    link.prepareOffer();
    connection.find(hostCandidate);
    await vi.advanceTimersByTimeAsync(80);
    connection.find(hostCandidate.replace('51511', '51512'));
    const describing = vi.spyOn(connection, 'setLocalDescription');
    const offer = await link.createOffer();
    expect([offer.candidates.length, describing.mock.calls.length]).toEqual([2, 0]);
    link.close();
  });

  test('sends candidates found after the offer once, and only while the lanes are not open', async () => {
    const link = create();
    await offered(link);
    FakePeerConnection.newest().find(reflexiveCandidate);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(reports).toEqual(['late 1']);
    link.close();

    reports = [];
    const quick = create();
    await offered(quick);
    FakePeerConnection.newest().find(reflexiveCandidate);
    FakePeerConnection.newest().openChannels();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(reports).toEqual(['open']);
    const control = FakePeerConnection.newest().channels[0];
    expect(control?.sent.map((text) => JSON.parse(text))).toEqual([
      { t: 'negotiation.candidate', candidate: reflexiveCandidate, mid: '0', ufrag: 'abcd' },
    ]);
    quick.close();
  });

  test('sends candidates on their way as long as gathering runs, in four batches at most', async () => {
    const link = create();
    await offered(link);
    const relayAt = (port: number): string => relayCandidate.replace('50001', String(port));
    for (const [index, afterMs] of [1_900, 100, 1_500, 4_000, 4_000].entries()) {
      await vi.advanceTimersByTimeAsync(afterMs);
      FakePeerConnection.newest().find(relayAt(50_001 + index));
    }
    await vi.advanceTimersByTimeAsync(30_000);
    expect(reports).toEqual(['relay works', 'late 1', 'late 2', 'late 1']);
    link.close();
  });

  test('waits for nothing more once the browser has found everything', async () => {
    const link = create();
    await offered(link);
    FakePeerConnection.newest().finishGathering();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([reports, vi.getTimerCount()]).toEqual([[], 0]);
    link.close();
  });

  test('keeps candidates that overtook their description', async () => {
    const link = create();
    await offered(link);
    await link.addCandidates([reflexiveCandidate]);
    expect(FakePeerConnection.newest().remoteCandidates).toEqual([]);
    await link.acceptAnswer(describedAs('answer'));
    expect(FakePeerConnection.newest().remoteCandidates).toEqual([`candidate:${reflexiveCandidate}`]);
    link.close();
  });

  test('says to which description a candidate belongs, for one of a restart would count as one of before', async () => {
    const link = create();
    await offered(link);
    await link.addCandidates([reflexiveCandidate]);
    await link.acceptAnswer(describedAs('answer', 'first'));
    const connection = FakePeerConnection.newest();
    await connection.setRemoteDescription({ type: 'answer', sdp: buildSdp(describedAs('answer', 'second')) });
    await link.addCandidates([hostCandidate]);
    expect(connection.remoteFragments).toEqual(['first', 'second']);
    link.close();
  });

  test('holds frames back until all lanes are open, then delivers them after the news', async () => {
    const link = create();
    const [control] = FakePeerConnection.newest().channels;
    control?.onmessage?.({ data: '{"t":"early"}' });
    expect(reports).toEqual([]);
    FakePeerConnection.newest().openChannels();
    expect(reports).toEqual(['open', 'control {"t":"early"}']);
    link.close();
  });

  test.each([
    ['no JSON', '{'],
    ['no object', '[1]'],
    ['no name', '{"x":1}'],
    ['a name that is no string', '{"t":1}'],
    ['neither text nor bytes', new Blob()],
    ['more than 256 KiB of bytes', new ArrayBuffer(256 * 1024 + 1)],
    ['more than 256 KiB', JSON.stringify({ t: 'x'.repeat(256 * 1024) })],
    ['more than 256 KiB in UTF-8', JSON.stringify({ t: 'あ'.repeat(100 * 1024) })],
  ])('reports a frame with %s as bad', (_what, data) => {
    const link = create();
    FakePeerConnection.newest().openChannels();
    FakePeerConnection.newest().channels[1]?.onmessage?.({ data });
    expect(reports).toEqual(['open', 'bad text']);
    link.close();
  });

  test('refuses to send on a lane that is closed or full', () => {
    const link = create();
    expect(link.send('text', { t: 'x' })).toBe(false);
    FakePeerConnection.newest().openChannels();
    expect(link.send('text', { t: 'x' })).toBe(true);
    const text = FakePeerConnection.newest().channels[1];
    if (text !== undefined) text.bufferedAmount = 9 * 1024 * 1024;
    expect(link.send('text', { t: 'x' })).toBe(false);
    expect(link.send('control', { t: 'x' })).toBe(true);
    link.close();
  });

  test('reports one end, and nothing once closed', () => {
    const link = create();
    const connection = FakePeerConnection.newest();
    connection.openChannels();
    connection.change('disconnected');
    connection.change('connected');
    for (const channel of connection.channels) channel.onclose?.();
    connection.change('failed');
    expect(reports).toEqual(['open', 'interrupted', 'restored', 'failed']);

    const other = create();
    other.close();
    FakePeerConnection.newest().openChannels();
    FakePeerConnection.newest().change('failed');
    expect(reports).toHaveLength(4);
    link.close();
  });

  test.each([
    ['connected', ['stuck', 'restored']],
    ['failed', ['failed']],
  ])('is stuck where a restart may still help, and over where its keys have failed: %s', (state, told) => {
    const link = create();
    const connection = FakePeerConnection.newest();
    connection.openChannels();
    connection.sctp = { transport: { state } };
    for (const change of ['disconnected', 'failed', 'connecting', 'connected']) connection.change(change);
    expect(reports).toEqual(['open', 'interrupted', ...told]);
    link.close();
  });

  test.each(['setLocalDescription', 'setRemoteDescription', 'addIceCandidate'] as const)(
    'leaves no connection and no timer behind when %s fails',
    async (method) => {
      FakePeerConnection.failing = method;
      const link = create();
      const accepting = link.acceptOffer({ ...describedAs('offer') });
      const outcome = accepting.then(
        () => 'fulfilled',
        () => 'rejected',
      );
      await link.addCandidates([hostCandidate]).catch(() => undefined);
      FakePeerConnection.newest().finishGathering();
      await vi.advanceTimersByTimeAsync(3_000);
      expect(await outcome).toBe(method === 'addIceCandidate' ? 'fulfilled' : 'rejected');
      link.close();
      link.close();
      expect([FakePeerConnection.live(), peerConnectionCount(), vi.getTimerCount()]).toEqual([0, 0, 0]);
    },
  );

  test('closed while it gathers rejects the offer and leaves no timer behind', async () => {
    const link = create();
    const offer = link.createOffer();
    const outcome = expect(offer).rejects.toThrow(/closed/);
    await Promise.resolve();
    link.close();
    await outcome;
    expect([peerConnectionCount(), vi.getTimerCount()]).toEqual([0, 0]);
  });

  test('asks the browser for relayed paths only in relay-only mode', () => {
    create(true).close();
    expect(FakePeerConnection.newest().configuration.iceTransportPolicy).toBe('relay');
    create().close();
    expect(FakePeerConnection.newest().configuration.iceTransportPolicy).toBe('all');
  });
});
