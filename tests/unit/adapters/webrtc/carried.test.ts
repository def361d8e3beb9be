import { expect, test } from 'vitest';
import { countCarried } from '#src/adapters/webrtc/carried.ts';

const transport = { id: 'T', type: 'transport', selectedCandidatePairId: 'P2' };
const pair = (id: string, bytesReceived: number, responsesReceived: number) => ({
  ...{ id, type: 'candidate-pair', bytesReceived, responsesReceived },
});

test('counts what arrived and what was answered by the way in use, and by no other', () => {
  expect(countCarried([pair('P1', 9_000, 100), pair('P2', 500, 7), transport])).toEqual({ arrived: 500, answered: 7 });
});

test('takes no report of RTCP for an answer: those go on when nothing of ours arrives any more', () => {
  const report = { id: 'R', type: 'remote-inbound-rtp', roundTripTimeMeasurements: 20 };
  expect(countCarried([transport, pair('P2', 500, 7), report])).toEqual({ arrived: 500, answered: 7 });
});

test('takes for nothing what a browser does not tell', () => {
  const none = { arrived: 0, answered: 0 };
  expect(countCarried([])).toEqual(none);
  expect(countCarried([{ id: 'T', type: 'transport' }, pair('P1', 4, 4)])).toEqual(none);
  expect(countCarried([transport, { id: 'P2', type: 'candidate-pair' }])).toEqual(none);
});
