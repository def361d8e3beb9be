import { expect, test } from 'vitest';
import { countRoundTrips } from '#src/adapters/webrtc/round-trips.ts';

const transport = { id: 'T', type: 'transport', selectedCandidatePairId: 'P2' };
const pair = (id: string, responsesReceived: number) => ({ id, type: 'candidate-pair', responsesReceived });
const report = (id: string, roundTripTimeMeasurements: number) => ({
  ...{ id, type: 'remote-inbound-rtp', roundTripTimeMeasurements },
});

test('counts the answers to checks on the way in use, and all reports on what is sent', () => {
  const stats = [pair('P1', 100), pair('P2', 7), transport, report('R1', 20), report('R2', 3)];
  expect(countRoundTrips(stats)).toBe(30);
});

test('takes for nothing what a browser does not tell', () => {
  expect(countRoundTrips([])).toBe(0);
  expect(
    countRoundTrips([{ id: 'T', type: 'transport' }, pair('P1', 4), { id: 'R1', type: 'remote-inbound-rtp' }]),
  ).toBe(0);
  expect(countRoundTrips([transport, { id: 'P2', type: 'candidate-pair' }, report('R1', 2)])).toBe(2);
});
