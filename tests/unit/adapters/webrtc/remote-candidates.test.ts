import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRemoteCandidates } from '#src/adapters/webrtc/remote-candidates.ts';
import { hostCandidate, reflexiveCandidate } from '../../../fakes/link-descriptions.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const sdpWith = (ufrag: string): string => `v=0\r\na=ice-ufrag:${ufrag}\r\n`;

function among(ufrag = 'newer') {
  const added: string[] = [];
  const connection = {
    remoteDescription: { type: 'answer', sdp: sdpWith(ufrag) },
    async addIceCandidate({ candidate, sdpMid, usernameFragment }: RTCIceCandidateInit) {
      if (candidate?.includes('bad')) throw new Error('bad');
      added.push(`${sdpMid} ${usernameFragment} ${candidate}`);
    },
  };
  // Of a connection it uses these two alone.
  const candidates = createRemoteCandidates(connection as unknown as RTCPeerConnection);
  return { added, candidates };
}

describe("the peer's candidates", () => {
  test('wait for the first description', async () => {
    const { added, candidates } = among();
    await candidates.add([hostCandidate]);
    expect(added).toEqual([]);
    await candidates.release();
    expect(added).toEqual([`0 newer candidate:${hostCandidate}`]);
    await candidates.add([reflexiveCandidate]);
    expect(added).toHaveLength(2);
  });

  test('are dropped when their generation is not in force, and tell of those that are bad', async () => {
    const { added, candidates } = among();
    await candidates.release();
    await candidates.add([hostCandidate], { mid: '1', ufrag: 'older' });
    expect(added).toEqual([]);
    await candidates.add([hostCandidate], { mid: '1', ufrag: 'newer' });
    expect(added).toEqual([`1 newer candidate:${hostCandidate}`]);
    await expect(candidates.add(['bad'], { mid: '1', ufrag: 'newer' })).rejects.toThrow('bad');
  });

  test('wait for our answer to a restart to arrive, again at each, and not for ever', async () => {
    const { added, candidates } = among();
    await candidates.release();
    candidates.holdForAnswer();
    await vi.advanceTimersByTimeAsync(150);
    candidates.holdForAnswer();
    await candidates.add([hostCandidate]);
    await vi.advanceTimersByTimeAsync(150);
    expect(added).toEqual([]);
    await vi.advanceTimersByTimeAsync(50);
    expect(added).toHaveLength(1);
  });

  test('wait no more than a browser can find', async () => {
    const { added, candidates } = among();
    for (let come = 0; come < 100; come += 1) await candidates.add([hostCandidate]);
    await candidates.release();
    expect(added).toHaveLength(64);
  });

  test('keep nothing waiting behind a connection that was closed', async () => {
    const { added, candidates } = among();
    candidates.holdForAnswer();
    await candidates.add([hostCandidate]);
    candidates.close();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(added).toEqual([]);
  });
});
