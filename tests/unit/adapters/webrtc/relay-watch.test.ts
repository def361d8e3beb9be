import { describe, expect, it } from 'vitest';
import { watchRelays } from '#src/adapters/webrtc/relay-watch.ts';

const turn = 'turn:turn.example.org:3478?transport=udp';

function setUp(relayOnly = false) {
  const reports: string[] = [];
  return { reports, ...watchRelays(relayOnly, (report) => reports.push(report)) };
}

describe('what gathering says of the relays', () => {
  it.each([
    [401, 'refused'],
    [486, 'refused'],
    [701, 'unreachable'],
  ])('is told by its error code: %i is %s', (errorCode, report) => {
    const { reports, handleError } = setUp();
    handleError({ url: turn, errorCode });
    handleError({ url: turn, errorCode });
    expect(reports).toEqual([report]);
  });

  it('is nothing where only a STUN server does not answer', () => {
    const { reports, handleError, handleCandidate } = setUp();
    handleError({ url: 'stun:stun.example.org', errorCode: 701 });
    handleCandidate({ type: 'srflx' });
    handleCandidate(null);
    expect(reports).toEqual([]);
  });

  it('is that one works, whatever others say before or after it', () => {
    const { reports, handleError, handleCandidate } = setUp();
    handleError({ url: turn, errorCode: 701 });
    handleCandidate({ type: 'relay' });
    handleError({ url: turn, errorCode: 401 });
    expect(reports).toEqual(['unreachable', 'works']);
  });

  it('is that none answers where nothing else will do and none came in time', async () => {
    const failed = Promise.reject(new Error('no relay reachable'));
    const { reports, attend } = setUp(true);
    await expect(attend(failed)).rejects.toThrow('no relay reachable');
    expect(reports).toEqual(['unreachable']);
  });

  it('stays a refusal when gathering fails by it', async () => {
    const { reports, attend, handleError } = setUp(true);
    handleError({ url: turn, errorCode: 401 });
    await expect(attend(Promise.reject(new Error('no relay reachable')))).rejects.toThrow('no relay reachable');
    expect(reports).toEqual(['refused']);
  });

  it('is nothing where other ways are open', async () => {
    const { reports, attend } = setUp(false);
    await expect(attend(Promise.reject(new Error('closed while gathering')))).rejects.toThrow('closed while gathering');
    await expect(attend(Promise.resolve(1))).resolves.toBe(1);
    expect(reports).toEqual([]);
  });
});
