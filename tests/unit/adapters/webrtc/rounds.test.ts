import { describe, expect, test } from 'vitest';
import { createRounds } from '#src/adapters/webrtc/rounds.ts';

type Connection = Parameters<typeof createRounds>[0];

function between(signalingState: RTCSignalingState = 'stable') {
  const connection: { -readonly [Key in keyof Connection]: Connection[Key] } = { signalingState };
  return { connection, rounds: createRounds(connection) };
}

describe('the offers of a link', () => {
  test('count once, whichever way they come first', () => {
    const { rounds } = between();
    expect(rounds.passedBy({ type: 'offer', round: 1 })).toBeUndefined();
    rounds.take(1);
    expect(rounds.passedBy({ type: 'offer', round: 1 })).toBe('known');
  });

  test('count no more when a later one has overtaken them', () => {
    const { rounds } = between();
    expect(rounds.passedBy({ type: 'offer', round: 2 })).toBeUndefined();
    rounds.take(2);
    expect(rounds.passedBy({ type: 'offer', round: 1 })).toBe('ignored');
    expect(rounds.passedBy({ type: 'offer', round: 2 })).toBe('known');
    expect(rounds.passedBy({ type: 'offer', round: 3 })).toBeUndefined();
  });

  test('stay ignored where one stood against them that was ours, for whoever made them has taken them back', () => {
    const { rounds } = between();
    expect(rounds.passedBy({ type: 'offer', round: 1 })).toBeUndefined();
    expect(rounds.passedBy({ type: 'offer', round: 1 })).toBe('ignored');
  });
});

describe('the answers of a link', () => {
  test('count for the newest offer of ours alone, and once', () => {
    const { connection, rounds } = between('have-local-offer');
    expect([rounds.begin({ restarts: true }), rounds.begin({ restarts: true })]).toEqual([1, 2]);
    expect(rounds.passedBy({ type: 'answer', round: 1 })).toBe('ignored');
    expect(rounds.passedBy({ type: 'answer', round: 3 })).toBe('ignored');
    expect(rounds.passedBy({ type: 'answer', round: 2 })).toBeUndefined();
    connection.signalingState = 'stable';
    expect(rounds.passedBy({ type: 'answer', round: 2 })).toBe('known');
  });

  test('have none to be for before anything was offered', () => {
    expect(between().rounds.passedBy({ type: 'answer', round: 1 })).toBe('ignored');
  });
});

test('the newest offer of ours is one of a restart or another', () => {
  const { rounds } = between();
  expect(rounds.offersRestart()).toBe(false);
  rounds.begin({ restarts: true });
  expect(rounds.offersRestart()).toBe(true);
  rounds.begin({ restarts: false });
  expect(rounds.offersRestart()).toBe(false);
});
